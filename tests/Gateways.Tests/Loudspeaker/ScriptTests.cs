using TungNgo.Gateways.Loudspeaker;

namespace TungNgo.GatewayTests.Loudspeaker;

public sealed class ScriptTests
{
    [Theory]
    [InlineData("Độ mặn 4,5 g/l", "Độ mặn 4,5 gam trên lít")]
    [InlineData("ranh mặn 4‰ vào sâu 35–40 km", "ranh mặn 4 phần nghìn vào sâu 35 đến 40 ki-lô-mét")]
    [InlineData("50,6 % số hộ, 12ha lúa, 30°C", "50,6 phần trăm số hộ, 12 héc-ta lúa, 30 độ C")]
    [InlineData("Họp lúc 7:30 ngày 05/10/2024", "Họp lúc 7 giờ 30 ngày 5 tháng 10 năm 2024")]
    [InlineData("Họp 19h, xong 21g15", "Họp 19 giờ, xong 21 giờ 15")]
    [InlineData("Họp 07 giờ 30 phút", "Họp 7 giờ 30")]
    [InlineData("lấy nước 02:00–05:00", "lấy nước 2 giờ đến 5 giờ")]
    [InlineData("từ 2h-5h sáng 06/10", "từ 2 giờ đến 5 giờ sáng ngày 6 tháng 10")]
    [InlineData("hạn chót ngày 2/9", "hạn chót ngày 2 tháng 9")]
    [InlineData("Ngày 2/9 nghỉ", "ngày 2 tháng 9 nghỉ")]
    [InlineData("1/2 diện tích, trực 24/24 giờ", "1/2 diện tích, trực 24/24 giờ")]
    [InlineData("Theo Thông báo 15/TB-UBND của UBND TP", "Theo Thông báo 15 TB Ủy ban nhân dân của Ủy ban nhân dân thành phố")]
    [InlineData("Xem tại https://tungngo.example/b/1?x=2. Gọi 0901 234 567.", "Xem tại. Gọi 0901 234 567.")]
    [InlineData("⚠️ Cẩn thận 🌊\n\n- Đóng cống\n• Trữ nước", "Cẩn thận\nĐóng cống\nTrữ nước")]
    [InlineData("10 m kênh, 5 mẫu, 3m3 nước", "10 mét kênh, 5 mẫu, 3 mét khối nước")]
    [InlineData("Mặn > 2 g/l & lúa < 10 ngày", "Mặn trên 2 gam trên lít và lúa dưới 10 ngày")]
    [InlineData("Hỗ trợ 500.000đ", "Hỗ trợ 500.000 đồng")]
    public void A_person_reads_it_at_sight(string text, string expected) => Assert.Equal(expected, Script.ForReading(text, "vi"));

    [Theory]
    [InlineData("ទឹកប្រៃ ៤,៥ g/l", "ទឹកប្រៃ ៤,៥ ក្រាម\u200bក្នុង\u200bមួយ\u200bលីត្រ")]
    [InlineData("ប្រជុំ 7:30 05/10/2024", "ប្រជុំ ម៉ោង\u200b 7 និង 30 នាទី ថ្ងៃទី 5 ខែ 10 ឆ្នាំ 2024")]
    [InlineData("ប្រជុំ ៧:៣០", "ប្រជុំ ម៉ោង\u200b ៧ និង ៣០ នាទី")]
    [InlineData("នៅម៉ោង 01:24 ថ្ងៃទី 01/10/2024", "នៅម៉ោង\u200b 1 និង 24 នាទី ថ្ងៃទី 1 ខែ 10 ឆ្នាំ 2024")]
    [InlineData("ថ្ងៃ 05/10/2024 ម៉ោង ៧:៣០", "ថ្ងៃទី ៥ ខែ ១០ ឆ្នាំ ២០២៤ ម៉ោង\u200b ៧ និង ៣០ នាទី")]
    [InlineData("4,8 ក្រាម/លីត្រ", "4,8 ក្រាម\u200bក្នុង\u200bមួយ\u200bលីត្រ")]
    public void Khmer_too(string text, string expected) => Assert.Equal(expected, Script.ForReading(text, "km"));

    [Theory]
    [InlineData("0", "không")]
    [InlineData("10", "mười")]
    [InlineData("15", "mười lăm")]
    [InlineData("21", "hai mươi mốt")]
    [InlineData("11", "mười một")]
    [InlineData("34", "ba mươi bốn")]
    [InlineData("55", "năm mươi lăm")]
    [InlineData("105", "một trăm lẻ năm")]
    [InlineData("110", "một trăm mười")]
    [InlineData("1.005", "một nghìn không trăm lẻ năm")]
    [InlineData("26.291", "hai mươi sáu nghìn hai trăm chín mươi mốt")]
    [InlineData("1.000.000", "một triệu")]
    [InlineData("3.000.015", "ba triệu không trăm mười lăm")]
    [InlineData("4,5", "bốn phẩy năm")]
    [InlineData("4.5", "bốn phẩy năm")]
    [InlineData("50,25", "năm mươi phẩy hai mươi lăm")]
    [InlineData("0,05", "không phẩy không năm")]
    [InlineData("1234567890123", "một hai ba bốn năm sáu bảy tám chín không một hai ba")]
    [InlineData("gọi 0901 234 567", "gọi không chín không một, hai ba bốn, năm sáu bảy")]
    [InlineData("gọi 112", "gọi một một hai")]
    [InlineData("gọi 1800 1091.", "gọi một tám không không, một không chín một.")]
    public void A_machine_gets_figures_in_words(string text, string expected) => Assert.Equal(expected, Script.ForVoice(text));

    [Fact]
    public void No_figure_is_left_for_the_machine() =>
        Assert.DoesNotContain(Script.ForVoice("Mặn 4,5 g/l lúc 02:00 ngày 1/3/2026, 26.291 hộ, gọi 0299.123.4567, quyết định 18/2021/QĐ-TTg"), char.IsAsciiDigit);

    [Fact]
    public void The_sheet_has_a_sentence_a_line_and_knows_how_long_it_takes()
    {
        var sheet = LoudspeakerSheet.Make("Cảnh báo mặn", "Độ mặn 4,5 g/l. Bà con đóng cống!\nKhông lấy nước.", "vi", StationPriority.Urgent);
        Assert.Equal(["Cảnh báo mặn", "Độ mặn 4,5 gam trên lít.", "Bà con đóng cống!", "Không lấy nước."], sheet.Sentences);
        Assert.Equal(3, sheet.Repeats);

        // 18 syllables at 150 a minute.
        Assert.Equal(TimeSpan.FromSeconds(8), sheet.OneReading);
        Assert.Equal(TimeSpan.FromSeconds(24), sheet.Total);
        Assert.Equal(2, LoudspeakerSheet.Make("x", "y", "km", StationPriority.Ordinary, repeats: 2).Repeats);
        Assert.True(LoudspeakerSheet.Make("ទឹកប្រៃ", "កុំបូមទឹក។ បិទទ្វារទឹក។", "km", StationPriority.Preferred) is { Sentences.Count: 3, Repeats: 2, OneReading.TotalSeconds: > 1 });
    }
}
