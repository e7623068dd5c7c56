import Testing
import Walkthrough

@Suite("Phone and ID numbers in free text")
struct PersonalDataTests {
    // No phone or ID number of anybody: the digits only have the shape.
    @Test(arguments: [
        ("请打19900000000找我", "请打199****0000找我"),
        ("19900000000", "199****0000"),
        ("两个：13300000001、13300000002。", "两个：133****0001、133****0002。"),
        ("199-0000-0000", "199****0000"),
        ("证号11010119000101001X，后补", "证号110*************1X，后补"),
        ("110101190001010010", "110*************10"),
        ("2026年10月8日第3次，窗口W01，电话19900000000", "2026年10月8日第3次，窗口W01，电话199****0000"),
    ])
    func `are masked in the middle`(text: String, masked: String) {
        #expect(PersonalData.masked(text) == masked)
        #expect(PersonalData.first(in: text) != nil)
    }

    @Test(arguments: [
        "", "窗口一次性告知不全", "2026年10月8日至2026年10月15日，共3次", "办件编号 2026100800123456789", "12900000000",
        "1990000000",
        "1990000 0000", "QH-2026-000123\n第12次",
    ])
    func `are not seen where there are none`(text: String) {
        #expect(PersonalData.masked(text) == text)
        #expect(PersonalData.first(in: text) == nil)
    }
}
