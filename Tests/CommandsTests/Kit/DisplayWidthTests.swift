import Testing

@testable import Commands

@Suite struct `Display width` {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("陪走", 4), ("3号窗", 5), ("（）", 4), ("ＡＢ", 4), ("ｱ", 1), ("한국", 4), ("é", 1),
        ("e\u{301}", 1),
        ("か\u{3099}", 2), ("👍", 2), ("👍🏽", 2), ("👨‍👩‍👧", 2), ("🇨🇳", 2), ("❤\u{FE0F}", 2), ("⌚", 2), ("…", 1),
        ("“”", 2),
        ("\u{200B}", 0), ("\t", 0), ("𠮷", 2), ("\u{3000}", 2), ("½", 1), ("\u{F900}", 2),
    ])
    func `counts CJK and emoji as two columns and combining marks as none`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test(arguments: [
        ("整改台账", 8, "整改台账"), ("整改台账", 7, "整改台…"), ("整改台账", 6, "整改…"), ("整改台账", 2, "…"), ("整改", 1, "…"),
        ("ab整改", 4, "ab…"), ("abc", 0, ""), ("", 0, ""),
    ])
    func `is kept when a text is cut, and the cut is shown`(text: String, width: Int, cut: String) {
        #expect(DisplayWidth.truncated(text, to: width) == cut)
        #expect(DisplayWidth.of(DisplayWidth.truncated(text, to: width)) <= width)
    }
}
