#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| newsvane_fuzz::load("a.txt", data));
