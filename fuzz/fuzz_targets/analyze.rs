#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| newsvane_fuzz::analyze(text));
