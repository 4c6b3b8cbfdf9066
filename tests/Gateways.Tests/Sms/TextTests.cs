using TungNgo.Gateways.Sms;

namespace TungNgo.GatewayTests.Sms;

public sealed class TextTests
{
    [Theory]
    [InlineData("0912345678", "84912345678")]
    [InlineData("0912 345 678", "84912345678")]
    [InlineData("+84 (0) 912 345 678", "84912345678")]
    [InlineData("\ufeffĐT: 0312–345–678", "84312345678")]
    [InlineData("0912345678/0987654321", "84912345678")]
    [InlineData("02993822333", null)]
    [InlineData("0112345678", null)]
    [InlineData("09123456789", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void A_number_is_written_in_one_way(string? written, string? expected) => Assert.Equal(expected, PhoneNumber.Normalise(written));

    [Theory]
    [InlineData("Đóng cống ngăn mặn lúc 17 giờ", "Dong cong ngan man luc 17 gio")]
    [InlineData("Ngừng bơm – giữ nước “ngọt”…", "Ngung bom - giu nuoc \"ngot\"...")]
    [InlineData("ỄỠỰ ằẩỗ Ỳỹ", "EOU aao Yy")]
    [InlineData("ទឹកប្រៃ mặn", "ទឹកប្រៃ man")]
    public void Marks_are_taken_off_Latin_letters_alone(string text, string expected)
    {
        Assert.Equal(expected, Unaccented.Of(text).Text);
        Assert.Equal(expected, Unaccented.Of(text.Normalize(System.Text.NormalizationForm.FormD)).Text);
    }

    [Fact]
    public void Vietnamese_without_marks_fits_the_short_alphabet() =>
        Assert.False(SmsSegments.Of(Unaccented.Of("Cảnh báo: độ mặn 4‰ → ngừng lấy nước!".Replace("‰", " g/l").Replace("→", ":")).Text).Unicode);

    [Fact]
    public void Words_that_would_be_taken_for_others_are_named_once_with_their_readings()
    {
        var doubts = Unaccented.Of("Đóng cống! Mưa lớn, đóng cửa. Cấm bán dưa. Man").Doubts;
        Assert.Equal(["đóng", "cống", "mưa", "cấm", "bán", "dưa"], doubts.Select(doubt => doubt.Written));
        Assert.Contains("đông", doubts[0].OthersToo);
        Assert.Contains("mua", doubts[2].OthersToo);
        Assert.Contains("cam", doubts[3].OthersToo);
        Assert.DoesNotContain("đóng", doubts[0].OthersToo);
    }

    [Fact]
    public void Every_reading_really_reads_the_same()
    {
        foreach (var doubt in Unaccented.Of("mặn hạn lũ mưa đóng cống cấm lúa dưa bán bẫy năm tư được cháy đất nước").Doubts)
        {
            Assert.NotEmpty(doubt.OthersToo);
            Assert.All(doubt.OthersToo, other => Assert.Equal(doubt.Bare, Unaccented.Of(other).Text));
        }
    }
}
