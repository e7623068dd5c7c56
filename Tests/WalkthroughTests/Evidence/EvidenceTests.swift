import Testing
import Walkthrough

@Suite struct `Evidence` {
    @Test func `an empty file is refused`() {
        #expect(throws: Invalid.self) {
            try EvidenceRef(digest: .given(1), kind: .photo, mediaType: .init("image/png"), byteCount: 0)
        }
    }

    @Test(arguments: ["image", "image/", "/png", "Image/PNG", "image/png; q=1", "a/b/c", "图/片"])
    func `what is not a media type is refused`(_ text: String) {
        #expect(throws: Invalid.self) { try EvidenceRef.MediaType(text) }
    }
}
