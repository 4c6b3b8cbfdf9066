using SkiaSharp;
using TungNgo.Gateways.Cards;

namespace TungNgo.GatewayTests.Cards;

public sealed class CardTests
{
    private const string Vietnamese = "Độ mặn tại Đại Ngãi lên 4,5 g/l lúc 2 giờ sáng ngày 05/10. Bà con đóng cống, không lấy nước vào ruộng đến khi có thông báo mới.";
    private const string Khmer = "កម្រិតទឹកប្រៃនៅដាយង៉ាយឡើងដល់ ៤,៥ ក្រាមក្នុងមួយលីត្រ នៅម៉ោង ២ ព្រឹក ថ្ងៃទី ៥ ខែតុលា។ សូមបងប្អូនបិទទ្វារទឹក កុំបូមទឹកចូលស្រែរហូតដល់មានសេចក្តីជូនដំណឹងថ្មី។";

    private static readonly CardContent Notice = new(
        "vi", CardTone.Danger, "Nước mặn", "droplet", "Mặn 4,5 g/l tại Đại Ngãi: đóng cống đêm nay", Vietnamese, "UBND xã Trường Khánh", "05/10/2024 · 16 giờ 30", new("https://tungngo.example/t/a7k2"), "xem tiếp", "Quét mã để đọc đầy đủ và nghe");

    private static readonly CardContent KhmerNotice = Notice with { Language = "km", Kind = "ទឹកប្រៃ", Title = "ទឹកប្រៃ ៤,៥ ក្រាម/លីត្រ នៅដាយង៉ាយ៖ បិទទ្វារទឹកយប់នេះ", Body = Khmer, More = "អានបន្ត", Scan = "ស្កេនកូដដើម្បីអានទាំងអស់" };

    public static TheoryData<string> Languages => ["vi", "km"];

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_card_is_a_png_that_Zalo_takes(string language)
    {
        foreach (var repeat in new[] { 1, 20 })
        {
            var notice = In(language);
            var png = Card.Render(notice with { Body = string.Join('\n', Enumerable.Repeat(notice.Body, repeat)) });
            using var image = SKBitmap.Decode(png);
            Assert.Equal((Card.Width, Card.Height), (image.Width, image.Height));
            Assert.InRange(png.Length, 20_000, 1_000_000);
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_text_that_fits_is_whole_and_one_that_does_not_says_so(string language)
    {
        var notice = In(language);
        Assert.Equal(Card.Render(notice), Card.Render(notice with { More = "?" }));
        var lengthy = notice with { Body = string.Join('\n', Enumerable.Repeat(notice.Body, 12)) };
        Assert.NotEqual(Card.Render(lengthy), Card.Render(lengthy with { More = "?" }));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Nothing_runs_over_the_margin(string language)
    {
        var word = language == "km" ? "ទឹកប្រៃ" : "Nghiêng";
        var notice = In(language);
        var full = notice with { Kind = Long(word, 20), Title = Long(word, 60), Body = Long(word, 400), Source = Long(word, 60), Date = Long(word, 60), Scan = Long(word, 60), Link = new Uri("https://tungngo.example/" + new string('x', 120)) };
        using var image = SKBitmap.Decode(Card.Render(full));
        var ground = image.GetPixel(Card.Width - 4, Card.Height - 4);
        for (var y = 170; y < Card.Height; y++)
        {
            Assert.True(Enumerable.Range(Card.Width - 56, 56).Concat(Enumerable.Range(0, 56)).All(x => image.GetPixel(x, y) == ground), $"something stands in the margin at {y}");
        }
    }

    [Fact]
    public void An_unknown_icon_is_left_out_and_every_kind_has_one()
    {
        Assert.Null(CardAssets.Icon("no-such-icon"));
        foreach (var name in new[] { "alert-triangle", "bug", "calendar-event", "cloud-rain", "droplet", "gavel", "id-badge-2", "ripple", "shield-lock", "speakerphone", "stethoscope", "users-group" })
        {
            using var icon = CardAssets.Icon(name);
            Assert.True(icon is { IsEmpty: false }, name);
        }

        Assert.NotEmpty(Card.Render(Notice with { Icon = "no-such-icon" }));
    }

    [Fact]
    public void Every_band_has_the_contrast_that_WCAG_AA_asks_for()
    {
        foreach (var tone in Enum.GetValues<CardTone>())
        {
            var (ground, letters) = Card.Colours(tone);
            var (darker, lighter) = (Math.Min(Luminance(ground), Luminance(letters)), Math.Max(Luminance(ground), Luminance(letters)));
            Assert.True((lighter + 0.05) / (darker + 0.05) >= 4.5, $"{tone}");
        }
    }

    private static CardContent In(string language) => language == "km" ? KhmerNotice : Notice;

    private static string Long(string word, int times) => string.Concat(Enumerable.Repeat(word, times));

    private static double Luminance(SKColor colour)
    {
        static double Linear(byte channel) => channel / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        return 0.2126 * Linear(colour.Red) + 0.7152 * Linear(colour.Green) + 0.0722 * Linear(colour.Blue);
    }
}
