/// A rate as an exact fraction; the percentage is only its print.
public struct Ratio: Hashable, Sendable, Codable, CustomStringConvertible {
    public let numerator: Int
    public let denominator: Int

    /// - Throws: `Invalid` unless 0 ≤ numerator ≤ denominator.
    public init(_ numerator: Int, of denominator: Int) throws(Invalid) {
        guard 0 <= numerator, numerator <= denominator else {
            throw Invalid("比率", "分子 \(numerator) 不在 0 到分母 \(denominator) 之间", mend: "请核对口径")
        }
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Half-up to two decimals, but never `100.00%` while something is missing, never `0.00%` while something is
    /// there, and `—` for a denominator of 0 (domain §5).
    public var text: String {
        guard denominator > 0 else { return "—" }
        var hundredths = (numerator * 20_000 + denominator) / (2 * denominator)
        if numerator < denominator { hundredths = min(hundredths, 9_999) }
        if numerator > 0 { hundredths = max(hundredths, 1) }
        return "\(hundredths / 100).\(padded(hundredths % 100, 2))%"
    }

    public var description: String { text }
}
