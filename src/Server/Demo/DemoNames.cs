namespace TungNgo.Demo;

/// <summary>
/// Names as they are common in the region. A household's spoken language only makes some names likelier; nobody's ethnicity is
/// stored or can be read back from it: families named Lý, Lâm, Trần live in all three groups.
/// </summary>
internal static class DemoNames
{
    private static readonly string[] Kinh = ["Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Phan", "Trương", "Bùi", "Đặng", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Lâm", "Mai", "Cao", "Đoàn"];
    private static readonly string[] Khmer = ["Thạch", "Thạch", "Sơn", "Sơn", "Kim", "Kim", "Lâm", "Lý", "Danh", "Danh", "Châu", "Kiên", "Trà", "Tăng", "Liêu", "Đào"];
    private static readonly string[] Hoa = ["Trần", "Lâm", "Quách", "Tạ", "Mã", "Ngô", "Dương", "Vương", "Lý", "Huỳnh", "Tăng", "Trịnh"];
    private static readonly string[] MenMiddle = ["Văn", "Văn", "Hữu", "Minh", "Thanh", "Quốc", "Hoàng", "Tấn", "Công", "Ngọc", "Thành", "Trung"];
    private static readonly string[] WomenMiddle = ["Thị", "Thị", "Thị", "Ngọc", "Kim", "Thanh", "Thùy", "Mỹ", "Bích", "Hồng", "Cẩm"];
    private static readonly string[] Men = ["Hùng", "Dũng", "Tâm", "Phúc", "Lộc", "Hiền", "Nghĩa", "Tài", "Đức", "Sang", "Giàu", "Tuấn", "Khánh", "Bình", "Hải", "Long", "Đạt", "Nhân", "Khoa", "Toàn", "Út", "Năm", "Bé", "Hậu", "Phước", "Lợi", "Thuận", "Vinh", "Cường", "Hòa"];
    private static readonly string[] Women = ["Lan", "Hồng", "Thu", "Thủy", "Mai", "Cúc", "Đào", "Liên", "Hương", "Phượng", "Nga", "Hoa", "Loan", "Oanh", "Trinh", "Ngân", "Thảo", "Yến", "Nhung", "Diễm", "Út", "Bé Tư", "Nhi", "Như", "Hân", "Quyên", "Tuyết", "Xuân", "Hạnh", "Thắm"];
    private static readonly string[] KhmerMen = ["Sà Kha", "Đa Ra", "Sóc Khom", "Phia Ni", "Sà Rươl", "Ri Thi", "Sô Phanh", "Rít Thy", "Sà Khương", "Na Ry", "Thươl", "Khel", "Siêng", "Dên", "Rươne", "Sol", "Vannak", "Bun Thươn", "Sóc Kha", "Huôl", "Minh", "Hiền", "Phúc", "Tâm"];
    private static readonly string[] KhmerWomen = ["Sà Rương", "Sô Phia", "Chan Thu", "Sà Ly", "Đa Ny", "Rọt Thi", "Phol La", "Na Rinh", "Sóc Thia", "Bô Pha", "Ra Vy", "Kim Lang", "Sa Vone", "Út", "Hồng", "Lan", "Thu", "Phượng"];

    /// <param name="language">Household language code; see Household.Language.</param>
    public static string Surname(Random random, string? language) => language switch
    {
        "km" or "vi+km" => random.Pick(random.Chance(0.9) ? Khmer : Kinh),
        "hoa" or "vi+hoa" => random.Pick(Hoa),
        _ => random.Pick(random.Chance(0.95) ? Kinh : Khmer),
    };

    public static string Full(Random random, string surname, string? language, bool woman)
    {
        if (language is "km" or "vi+km" && random.Chance(0.75))
        {
            var given = random.Pick(woman ? KhmerWomen : KhmerMen);
            return woman && random.Chance(0.6) ? $"{surname} Thị {given}" : $"{surname} {given}";
        }

        return $"{surname} {random.Pick(woman ? WomenMiddle : MenMiddle)} {random.Pick(woman ? Women : Men)}";
    }

    /// <summary>Numbers that nobody owns: 0900 is not handed out to subscribers. Stored as the import stores them.</summary>
    public static string Phone(int serial) => $"0900{(serial * 7919L + 104_729) % 1_000_000:000000}";
}
