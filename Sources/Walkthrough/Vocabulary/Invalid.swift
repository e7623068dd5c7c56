/// A value that breaks the rule of its type.
///
/// Every `init(...) throws(Invalid)` of this module throws it. The three parts answer the three questions of a
/// reader: where (`field`), what is wrong (`what`), how to mend it (`mend`). All are Chinese and ready to print.
public struct Invalid: Error, Codable, Hashable, Sendable, CustomStringConvertible {
    public let field: String
    public let what: String
    public let mend: String

    public init(_ field: String, _ what: String, mend: String) {
        self.field = field
        self.what = what
        self.mend = mend
    }

    public var description: String { "\(field)：\(what)。\(mend)。" }
}
