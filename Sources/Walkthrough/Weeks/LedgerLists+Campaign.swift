extension LedgerLists {
    /// The lists as a campaign titles and cuts them; a list without columns of its own has the standard ones.
    /// - Throws: `Invalid` for a column that does not exist, or a title that a sheet cannot have.
    public init(_ campaign: CampaignRecorded) throws(Invalid) {
        let standard = LedgerLists.standard
        try self.init(
            issues: Self.rows(campaign.issuesList, standard.issues.columns),
            measures: Self.rows(campaign.measuresList, standard.measures.columns),
            suggestions: Self.suggestions(campaign.suggestionsList, standard.suggestions.columns))
    }

    private static func rows(
        _ layout: ListLayout, _ standard: [LedgerColumn]
    ) throws(Invalid) -> LedgerList<LedgerColumn> {
        var columns: [LedgerColumn] = []
        for name in layout.columns { columns.append(try LedgerColumn(named: name.text)) }
        return try LedgerList(
            SheetTitle(layout.title.text), columns: columns.isEmpty ? standard : columns)
    }

    private static func suggestions(
        _ layout: ListLayout, _ standard: [SuggestionColumn]
    ) throws(Invalid) -> LedgerList<SuggestionColumn> {
        var columns: [SuggestionColumn] = []
        for name in layout.columns {
            let found = SuggestionColumn.allCases.first { $0.title == name.text || $0.rawValue == name.text }
            guard let found else {
                throw Invalid(
                    "清单“\(layout.title)”", "没有“\(name)”这一栏",
                    mend: "请填" + SuggestionColumn.allCases.map(\.title).joined(separator: "、") + "之一")
            }
            columns.append(found)
        }
        return try LedgerList(
            SheetTitle(layout.title.text), columns: columns.isEmpty ? standard : columns)
    }
}
