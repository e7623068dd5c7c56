/// The metrics of domain §5, in its order; raw values are their names in documents.
public enum Metric: String, Sendable, Codable, CaseIterable {
    // 1–3: of ratings.
    case ratingRate, goodRatingRate, badRatingRate, realNameCallRate
    // 4–6
    case badRatingRectifiedOnTime, rectifiedOnTime, settledOnTime, closingRate, dueClosingRate
    // 7–8
    case satisfactionRate, resolutionRate, checkPassRate
    // 9
    case mustWalkCoverage, leaderWeeklyWalkRate, reportOnTimeRate
    // 10
    case reworkRate, returnRate, acceptOnTimeRate, averageScore

    public var title: String {
        switch self {
        case .ratingRate: "评价率"
        case .goodRatingRate: "好评率"
        case .badRatingRate: "差评率"
        case .realNameCallRate: "实名差评回访率"
        case .badRatingRectifiedOnTime: "差评按期整改率"
        case .rectifiedOnTime: "整改按期率"
        case .settledOnTime: "按期办结率"
        case .closingRate: "销号率"
        case .dueClosingRate: "到期销号率"
        case .satisfactionRate: "满意率"
        case .resolutionRate: "解决率"
        case .checkPassRate: "检查合格率"
        case .mustWalkCoverage: "必走覆盖率"
        case .leaderWeeklyWalkRate: "主要负责人周走率"
        case .reportOnTimeRate: "报送及时率"
        case .reworkRate: "重办率"
        case .returnRate: "回退率"
        case .acceptOnTimeRate: "及时接收率"
        case .averageScore: "平均分"
        }
    }

    /// 口径: what is divided by what, and by which day a row falls into the period.
    public var basis: String {
        switch self {
        case .ratingRate: "主动评价的办件÷已办结的办件；尚无评价数据"
        case .goodRatingRate: "3至5星的有效评价÷有效评价；尚无评价数据"
        case .badRatingRate: "1至2星的有效评价÷有效评价；尚无评价数据"
        case .realNameCallRate: "已回访的实名差评÷收到的实名差评；尚无评价数据"
        case .badRatingRectifiedOnTime: "好差评转来、期限内整改完÷到期应整改；按首轮整改时限，解释说明、不予采纳、未到期的不计"
        case .rectifiedOnTime: "期限内整改完÷到期应整改；按首轮整改时限，以通过核查的销号申请日为准，待核查、未到期的不计"
        case .settledOnTime: "按期办结÷（已办结＋逾期未办结）；按首轮时限，办结指销号或解释说明，未到期的不计"
        case .closingRate: "已销号÷（全部－核实中－期初结转－提请上级－不予采纳－并案－解释说明－不属实－转办）；按登记日"
        case .dueClosingRate: "到期的当中已销号的÷到期的；按现行整改时限，范围同销号率"
        case .satisfactionRate: "满意和基本满意÷有效满意度回访；按登记日，拒访、未接通的不计"
        case .resolutionRate: "已解决÷有效满意度回访；按登记日，拒访、未接通的不计"
        case .checkPassRate: "通过÷（通过＋有问题）；按提交日，可优化、不适用、未查看的不计"
        case .mustWalkCoverage: "走过的高频、堵点事项÷全部高频、堵点事项；按提交日"
        case .leaderWeeklyWalkRate: "主要负责人走过流程的单位周÷全部单位周；按数据截止日"
        case .reportOnTimeRate: "按时报送的单位周÷应报送的单位周；按报送时限日"
        case .reworkRate: "重办过的÷办结过的；按登记日"
        case .returnRate: "被退回过的÷申请过销号的；按登记日"
        case .acceptOnTimeRate: "时限内签收÷（已签收＋逾期未签收）；按首轮签收时限"
        case .averageScore: "五级评价按10、8、6、3、0分平均；尚无评价数据，回访的三级满意度不折算"
        }
    }

    /// Whether it is formed from rows or answers, and so for every group of them.
    public var isOfRowsOrAnswers: Bool {
        switch self {
        case .badRatingRectifiedOnTime, .rectifiedOnTime, .settledOnTime, .closingRate, .dueClosingRate,
            .satisfactionRate, .resolutionRate, .checkPassRate, .reworkRate, .returnRate, .acceptOnTimeRate:
            true
        case .ratingRate, .goodRatingRate, .badRatingRate, .realNameCallRate, .mustWalkCoverage,
            .leaderWeeklyWalkRate, .reportOnTimeRate, .averageScore:
            false
        }
    }
}

extension StatisticsSums {
    /// - Throws: `Invalid` if a part is more than its whole, which no sound store gives.
    public func ratio(of metric: Metric) throws(Invalid) -> Ratio {
        func of(_ part: RowCount, _ whole: RowCount) throws(Invalid) -> Ratio {
            try Ratio(rows[part], of: rows[whole])
        }
        func of(_ share: Share) throws(Invalid) -> Ratio { try Ratio(share.part, of: share.whole) }
        return switch metric {
        case .ratingRate, .goodRatingRate, .badRatingRate, .realNameCallRate, .averageScore:
            try Ratio(0, of: 0)
        case .badRatingRectifiedOnTime: try of(.badRatingOnTime, .badRatingDue)
        case .rectifiedOnTime: try of(.rectifiedOnTime, .dueForRectification)
        case .settledOnTime: try of(.settledOnTime, .settledOrOverdue)
        case .closingRate:
            try Ratio(rows[.closed], of: rows[.open] + rows[.awaitingCheck] + rows[.closed])
        case .dueClosingRate: try of(.dueNowClosed, .dueNow)
        case .satisfactionRate: try of(.satisfied, .calls)
        case .resolutionRate: try of(.solved, .calls)
        case .checkPassRate: try Ratio(answers[.passed], of: answers[.passed] + answers[.failed])
        case .mustWalkCoverage: try of(mustWalk)
        case .leaderWeeklyWalkRate: try of(leaderWeeks)
        case .reportOnTimeRate: try of(reports)
        case .reworkRate: try of(.reopened, .settledOnce)
        case .returnRate: try of(.returned, .requestedOnce)
        case .acceptOnTimeRate: try of(.acceptedOnTime, .acceptedOrOverdue)
        }
    }
}
