import Testing
import Walkthrough

@Suite struct `Answers` {
    @Test(arguments: ["cov-01", "COV01", "COV-1", "COV-0001", "C-01", "9COV-01", "COV-０１", ""])
    func `a code of another form is refused`(_ code: String) {
        #expect(throws: Invalid.self) { try Answer(code, .pass) }
    }
}
