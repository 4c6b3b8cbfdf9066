namespace TungNgo.Gateways.Loudspeaker;

/// <summary>What signs and short forms are called aloud in one language.</summary>
/// <param name="Units">Behind a number.</param>
/// <param name="Short">Short forms that stand alone, in capitals.</param>
/// <param name="Signs">Single signs anywhere.</param>
internal sealed record SpokenWords(
    IReadOnlyDictionary<string, string> Units, IReadOnlyDictionary<string, string> Short, IReadOnlyDictionary<string, string> Signs,
    Func<int, int, string> Time, Func<int, int, int?, string> Date, string To)
{
    public static SpokenWords Vietnamese { get; } = new(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["g/l"] = "gam trên lít",
            ["g/L"] = "gam trên lít",
            ["‰"] = "phần nghìn",
            ["%"] = "phần trăm",
            ["km/h"] = "ki-lô-mét một giờ",
            ["km"] = "ki-lô-mét",
            ["cm"] = "xăng-ti-mét",
            ["mm"] = "mi-li-mét",
            ["m3"] = "mét khối",
            ["m³"] = "mét khối",
            ["m2"] = "mét vuông",
            ["m²"] = "mét vuông",
            ["m"] = "mét",
            ["kg"] = "ki-lô-gam",
            ["ha"] = "héc-ta",
            ["°C"] = "độ C",
            ["ºC"] = "độ C",
            ["đ"] = "đồng",
            ["VNĐ"] = "đồng",
        },
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["UBND"] = "Ủy ban nhân dân",
            ["HĐND"] = "Hội đồng nhân dân",
            ["PCTT"] = "phòng chống thiên tai",
            ["BHYT"] = "bảo hiểm y tế",
            ["CCCD"] = "căn cước công dân",
            ["DVC"] = "dịch vụ công",
            ["TTHC"] = "thủ tục hành chính",
            ["SĐT"] = "số điện thoại",
            ["OTP"] = "ô tê pê",
            ["TP"] = "thành phố",
            ["TX"] = "thị xã",
        },
        new Dictionary<string, string>(StringComparer.Ordinal) { ["&"] = " và ", ["<"] = " dưới ", [">"] = " trên ", ["≤"] = " không quá ", ["≥"] = " từ ", ["="] = " là " },
        (hour, minute) => minute == 0 ? $"{hour} giờ" : $"{hour} giờ {minute}",
        (day, month, year) => year is null ? $"ngày {day} tháng {month}" : $"ngày {day} tháng {month} năm {year}",
        "đến");

    /// <summary>Needs a native reader's review, as all Khmer of ours.</summary>
    public static SpokenWords Khmer { get; } = new(
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["g/l"] = "ក្រាម\u200bក្នុង\u200bមួយ\u200bលីត្រ",
            ["g/L"] = "ក្រាម\u200bក្នុង\u200bមួយ\u200bលីត្រ",
            ["‰"] = "ភាគ\u200bពាន់",
            ["%"] = "ភាគរយ",
            ["km/h"] = "គីឡូម៉ែត្រ\u200bក្នុង\u200bមួយ\u200bម៉ោង",
            ["km"] = "គីឡូម៉ែត្រ",
            ["cm"] = "សង់ទីម៉ែត្រ",
            ["mm"] = "មីលីម៉ែត្រ",
            ["m3"] = "ម៉ែត្រ\u200bគូប",
            ["m³"] = "ម៉ែត្រ\u200bគូប",
            ["m2"] = "ម៉ែត្រ\u200bការ៉េ",
            ["m²"] = "ម៉ែត្រ\u200bការ៉េ",
            ["m"] = "ម៉ែត្រ",
            ["kg"] = "គីឡូក្រាម",
            ["ha"] = "ហិកតា",
            ["°C"] = "អង្សាសេ",
            ["ºC"] = "អង្សាសេ",
            ["đ"] = "ដុង",
            ["VNĐ"] = "ដុង",
        },
        new Dictionary<string, string>(StringComparer.Ordinal),
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["&"] = " និង ",
            ["ក្រាម/លីត្រ"] = "ក្រាម\u200bក្នុង\u200bមួយ\u200bលីត្រ",
            ["ក្រ/ល"] = "ក្រាម\u200bក្នុង\u200bមួយ\u200bលីត្រ",
        },
        (hour, minute) => minute == 0 ? $"ម៉ោង\u200b {hour}" : $"ម៉ោង\u200b {hour} និង {minute} នាទី",
        (day, month, year) => year is null ? $"ថ្ងៃទី {day} ខែ {month}" : $"ថ្ងៃទី {day} ខែ {month} ឆ្នាំ {year}",
        "ដល់");
}
