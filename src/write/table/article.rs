//! The tables of articles and of what is in them, claims apart.

use super::{column_group, table};

column_group!($ place {
    /// Id of the article.
    ArticleId: Code = "article_id";
    /// Where the offsets count: in the text, or in a separate title.
    Part: Code = "part";
    /// Offset of the first character.
    CharStart: Int = "char_start";
    /// Offset after the last character.
    CharEnd: Int = "char_end";
});

column_group!($ sentence {
    /// What the sentence says of the theme or company, -1 to 1; of a company for a holder of its
    /// shares.
    Sentiment: Float = "sentiment";
    /// positive, neutral or negative.
    Label: Code = "label";
    /// How likely the label is right, 0 to 1, as fitted on labelled sentences.
    Confidence: Float = "confidence";
    /// actual, forecast, conditional or target.
    Modality: Code = "modality";
    /// Who says so.
    Speaker: Option<Text> = "speaker";
    /// The sentence.
    Text: Text = "text";
});

column_group!($ bearing {
    /// Cue hits; of an entity, names and words that refer to it.
    Hits: Int = "hits";
    /// The same per 200 words.
    Density: Float = "density";
    /// Sentences about it that are favourable; 0 for entities that are no company.
    Positive: Int = "positive";
    /// Those that are neither.
    Neutral: Int = "neutral";
    /// Those that are unfavourable.
    Negative: Int = "negative";
    /// Sum of the weights of these sentences in the headline.
    HeadlineWeight: Float = "headline_weight";
    /// Sum of their weights times their sentiments.
    HeadlineScore: Float = "headline_score";
    /// Sum of the weights of all others.
    BodyWeight: Float = "body_weight";
    /// Sum of their weights times their sentiments.
    BodyScore: Float = "body_score";
});

column_group!($ weighed {
    /// The sentences about it that weights of modality act on, before these: `body conditional -0.6`;
    /// `index --weigh` and `--hawkish` read them.
    WeighedStatements: List<Code> = "weighed_statements";
});

table! {
    /// One row per article.
    Articles = "articles" {
        /// Id of the article, the same from any format of input.
        ArticleId: Code = "article_id";
        /// Where the article was read: file, and line or record where it holds several.
        Locator: Text = "locator";
        /// Publisher.
        Source: Option<Text> = "source";
        /// Address of the article.
        Url: Option<Text> = "url";
        /// Headline.
        Title: Option<Text> = "title";
        /// Time of publication in the source's own offset; a bare day, month or year where no more
        /// is known.
        Published: Option<Code> = "published";
        /// When a crawler or collector met it first.
        FirstSeen: Option<Text> = "first_seen";
        /// Whether the story ends early (a teaser, a paywall).
        Truncated: Bool = "truncated";
        /// How exactly publication is known: instant, day, month, year, none.
        PublishedPrecision: Code = "published_precision";
        /// The words that tell the time of publication.
        PublishedEvidence: Option<Text> = "published_evidence";
        /// Day of the calendar of the run on which the article counts; empty where it is not known.
        Day: Option<Day> = "day";
        /// Language of the story.
        Language: Option<Code> = "language";
        /// Words of the story without boilerplate.
        Words: Int = "words";
        /// Share of the text that cleaning took out.
        BoilerplateShare: Float = "boilerplate_share";
        /// Sentiment of the whole article, -1 to 1.
        Sentiment: Option<Float> = "sentiment";
        /// Themes that the article bears.
        Themes: List<Code> = "themes";
        /// Id of the article that told the story first.
        StoryId: Code = "story_id";
        /// Share of the shorter telling that is in the longer; 1 for originals.
        StorySimilarity: Float = "story_similarity";
        /// Whether the article told its story first.
        IsOriginal: Bool = "is_original";
        /// Mean over its sentences by a scorer of your own, -1 to 1; empty without one.
        SentimentModel: Option<Float> = "sentiment_model";
        /// Share of its sentences to which that scorer and the rules give the same label.
        ModelAgreement: Option<Float> = "model_agreement";
        /// Time of publication in UTC; empty where no time of day is known.
        PublishedUtc: Option<Code> = "published_utc";
        /// The record's own id; the name of its file, without the ending, where it has none.
        RecordId: Option<Text> = "record_id";
    }
}

table! {
    /// One row per sentence and theme.
    Mentions = "mentions" {
        ..place;
        /// Part of the article: headline, takeaways, body ...
        Section: Code = "section";
        /// Theme that the sentence bears; it has a row for each.
        Theme: Code = "theme";
        /// The words by which it bears the theme.
        Cues: List<Text> = "cues";
        ..sentence;
        /// What a scorer of your own says of the sentence, -1 to 1; empty without one.
        SentimentModel: Option<Float> = "sentiment_model";
        /// Its label: positive, neutral or negative.
        LabelModel: Option<Code> = "label_model";
        /// Whether its label is that of the rules.
        Agreement: Option<Bool> = "agreement";
        /// Balance of the words of state in the sentence (robust, crisis), whatever is said of them: -1 to
        /// 1; 0 where it has none.
        Mood: Float = "mood";
    }
}

table! {
    /// One row per attributed statement.
    Quotes = "quotes" {
        ..place;
        /// Who says so.
        Speaker: Option<Text> = "speaker";
        /// For whom the speaker speaks.
        Org: Option<Text> = "org";
        /// The speaker's role.
        Role: Option<Text> = "role";
        /// TRUE for words in quotation marks, FALSE for reported speech.
        Direct: Bool = "direct";
        /// Mean tone of its sentences, -1 to 1.
        Sentiment: Option<Float> = "sentiment";
        /// Themes that its sentences bear.
        Themes: List<Code> = "themes";
        /// What is said.
        Text: Text = "text";
        /// Id of the speaker in `entities`, where one is called so.
        SpeakerId: Option<Code> = "speaker_id";
        /// Id of the organisation in `entities`, where one is called so.
        OrgId: Option<Code> = "org_id";
    }
}

table! {
    /// One row per span taken out by cleaning.
    Removed = "removed" {
        ..place;
        /// Why it was taken out.
        Reason: Code = "reason";
        /// What was taken out.
        Text: Text = "text";
    }
}

table! {
    /// One row per article and theme that it bears: what `index` reads.
    ArticleThemes = "article_themes" {
        /// Id of the article.
        ArticleId: Code = "article_id";
        /// Theme that the article bears.
        Theme: Code = "theme";
        /// Weighted mean of its sentences, -1 to 1.
        Sentiment: Float = "sentiment";
        ..bearing;
        ..weighed;
        /// Mean balance of the words of state in these sentences, the headline weighing two: -1 (trouble
        /// alone) to 1.
        Mood: Float = "mood";
    }
}

table! {
    /// One row per article and entity: what `index` reads of companies.
    Entities = "entities" {
        /// Id of the article.
        ArticleId: Code = "article_id";
        /// Id of the entity: that of the lexicon or of your universe; `text.` and its name where
        /// neither knows it.
        EntityId: Code = "entity_id";
        /// What it is called: the lexicon's name, else the first full one of the text.
        Name: Text = "name";
        /// company, organisation, person, country, index or commodity.
        Kind: Code = "kind";
        /// The names by which the text calls it.
        Surfaces: List<Text> = "surfaces";
        /// Of persons: what they do.
        Role: Option<Text> = "role";
        /// Of persons: for whom they do it.
        Org: Option<Text> = "org";
        /// main, secondary or mention: how much of the article is about it.
        Salience: Code = "salience";
        /// Sentences that name it or refer to it; those about somebody else are left out.
        Sentences: Int = "sentences";
        /// Of companies: weighted mean of these sentences, -1 to 1, for a holder of its shares.
        Sentiment: Option<Float> = "sentiment";
        /// Of companies: the net side, positive, neutral or negative.
        Label: Option<Code> = "label";
        /// Whether its id is the lexicon's or that of your universe.
        IsKnown: Bool = "is_known";
        ..bearing;
        /// Main listing, exchange and symbol (`NYSE:PFE`), as the lexicon has it today; of your universe
        /// its first ticker.
        Ticker: Option<Code> = "ticker";
        ..weighed;
        /// Of companies: mean balance of the words of state in these sentences, -1 to 1.
        Mood: Option<Float> = "mood";
    }
}

table! {
    /// One row per sentence and company that it is about.
    EntityMentions = "entity_mentions" {
        ..place;
        /// Part of the article: headline, takeaways, body ...
        Section: Code = "section";
        /// Id of the company, as in `entities`.
        EntityId: Code = "entity_id";
        /// What it is called.
        Name: Text = "name";
        /// The words that name it or refer to it.
        Cues: List<Text> = "cues";
        ..sentence;
        /// How each of the cues was found to mean it: lexicon, structure, `short_form`, acronym,
        /// `role_noun`, pronoun, paper (its shares), frame (the heading or the owner of the
        /// release) or record (its field `target`), with the sentences back to what it takes up.
        Trace: List<Code> = "trace";
        /// Balance of the words of state in the sentence (robust, crisis), whatever is said of them: -1 to
        /// 1; 0 where it has none.
        Mood: Float = "mood";
    }
}

table! {
    /// One row per article: by what near-duplicates are found.
    Sketches = "sketches" {
        /// Id of the article.
        ArticleId: Code = "article_id";
        /// Publisher.
        Source: Option<Text> = "source";
        /// Time of publication, as in `articles`.
        Published: Option<Code> = "published";
        /// How exactly it is known: instant, day, month, year, none.
        PublishedPrecision: Code = "published_precision";
        /// Hash of the story text: equal for the same story; 16 hexadecimal digits.
        ContentHash: Code = "content_hash";
        /// Words of the story without boilerplate.
        Words: Int = "words";
        /// What the story is compared by, in hexadecimal digits.
        Sketch: Code = "sketch";
        /// When a crawler or collector met it first.
        FirstSeen: Option<Text> = "first_seen";
    }
}

table! {
    /// One row per input not analysed, or problem with one that was.
    Rejects = "rejects" {
        /// File, and line or record where it holds several.
        Locator: Text = "locator";
        /// The stage that gave up.
        Stage: Code = "stage";
        /// What went wrong, as a code. `broken_encoding`: the article was analysed all the same.
        Reason: Code = "reason";
        /// What exactly, and what was expected.
        Detail: Option<Text> = "detail";
        /// Bytes of input concerned.
        Bytes: Int = "bytes";
    }
}
