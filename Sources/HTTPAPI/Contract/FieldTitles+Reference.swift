extension FieldTitles {
    /// Of reference data, settings and the calendar.
    static let reference: [String: String] = [
        "staffNumber": "工号", "name": "名称", "units": "任职单位", "jobTitle": "职务", "experiencer": "体验员编号",
        "termEnds": "聘期止日", "endProposed": "申请提前结束的日期，等另一人复核", "active": "在用", "version": "版本",
        "code": "编码", "owner": "责任单位", "ownerType": "主管部门类型", "theme": "主题领域",
        "highFrequency": "高频；没有就是不清楚", "highFrequencyBasis": "高频依据", "isBlocker": "堵点", "channels": "渠道",
        "level": "行使层级", "basis": "依据来源", "mustWalk": "必走", "service": "事项", "batch": "年度批次",
        "leadUnit": "牵头单位编码", "lead": "牵头部门", "partners": "配合单位", "parts": "组成部分", "region": "适用地区",
        "verification": "核实状态", "title": "名称", "from": "起", "to": "止", "action": "行动方式",
        "leader": "牵头领导", "office": "责任科室", "plan": "方案的摘要", "planFiledOn": "方案报送日期", "columns": "栏目",
        "issuer": "发文单位", "stages": "阶段", "actions": "行动", "hallSuggestions": "主官式体验的大厅建议条数",
        "internalSuggestions": "主官式体验的内部建议条数", "issuesList": "问题清单", "measuresList": "整改优化措施清单",
        "suggestionsList": "工作建议清单", "endedOn": "提前结束的最后一天", "endReason": "提前结束的理由",
        "imported": "导入的行数", "sealed": "其中密封为违纪线索的行数", "skipped": "没有变化而跳过的行数", "errors": "错误",
        "ignored": "没有用到的列", "line": "行，1 为表头", "column": "列或栏目", "message": "错在哪里、怎样改", "kind": "类型",
        "kindTitle": "类型名称", "parent": "上级编码", "posted": "派驻单位编码", "departmentType": "部门类型",
        "deskType": "窗口类型", "notes": "说明", "key": "名称", "value": "现值", "standard": "默认值", "unit": "单位",
        "allowed": "可填", "keeper": "由谁改", "settings": "设置", "firstResponseWorkdays": "首次响应工作日数",
        "workdays": "工作日数", "targetWorkdays": "复杂问题目标工作日数", "limitWorkdays": "复杂问题上限工作日数",
        "aliases": "别名", "identity": "身份规则", "needsVerification": "先核实", "classifiedBySupervisor": "由督查分类",
        "isClue": "违纪线索", "isRating": "评价", "reply": "答复规则；没有就是按设置或不答复", "due": "时限",
        "provisional": "暂定：有年份的放假安排未导入", "days": "逐日，或天数", "day": "日期", "counts": "计入", "why": "说明",
        "year": "年份", "notice": "依据的通知", "holidays": "放假", "makeUpDays": "调休上班的日子",
    ]

    /// Of weekly ledgers and units' weeks.
    static let weeks: [String: String] = [
        "week": "周次", "unitName": "单位名称", "stage": "办到哪一步", "isLate": "迟报", "late": "迟报", "rows": "台账条数",
        "cutoff": "数据截止", "reportBy": "报送时限", "frozen": "定稿", "informationTitle": "工作信息的标题",
        "informationText": "工作信息的正文", "filledAt": "填报时间", "signedBy": "审签人", "signedAt": "审签时间",
        "signedRows": "审签时的条数", "submittedAt": "报送时间", "recalls": "撤回次数", "digest": "摘要",
        "byteCount": "字节数", "edition": "版本", "files": "文件", "missing": "缺少的", "oversized": "超过分卷大小、单独成卷的文件",
        "withheld": "停发", "state": "状态", "issue": "第几期", "first": "起", "last": "止", "mergedWeeks": "合并报送的周次",
        "earlierUnfrozen": "前面没有定稿的周次", "verifying": "核实中的件数", "frozenAt": "定稿时间", "merkleRoot": "数据根",
        "editions": "各版本", "pendingCorrections": "等复核的更正申请", "manifest": "清单的摘要", "previous": "上一份清单的摘要",
        "withheldReason": "停发理由", "serial": "更正第几号", "row": "台账编号", "columnTitle": "栏目名称", "old": "更正前",
        "new": "更正后", "reason": "理由", "proposedBy": "提出人", "proposedAt": "提出时间", "decidedBy": "复核人",
        "decidedAt": "复核时间", "declineReason": "退回理由", "isOld": "早已定稿", "root": "数据根",
    ]
}
