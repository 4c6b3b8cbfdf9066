using CsCheck;
using SkiaSharp;
using TungNgo.Gateways;
using TungNgo.Gateways.Cards;

namespace TungNgo.GatewayTests.Cards;

public sealed class TextPainterTests
{
    private static readonly TextPainter.Style Style = new(48, Bold: false, SKColors.Black, 1.4f);

    [Theory]
    [InlineData("ប្រៃ", "ប្រៃ")]
    [InlineData("ស្ត្រី", "ស្ត្រី")]
    [InlineData("ទឹក", "ទឹ|ក")]
    [InlineData("Nghiêng", "N|g|h|i|ê|n|g")]
    [InlineData("ệa", "ệ|a")]
    public void A_letter_keeps_all_its_signs(string text, string letters) => Assert.Equal(letters, Cut(text, Clusters.Ends(text)));

    [Theory]
    [InlineData("Bà con đóng cống", "Bà |con |đóng |cống")]
    [InlineData("ទឹក\u200bប្រៃ", "ទឹ|ក\u200b|ប្រៃ")]
    [InlineData("ប្រៃ។", "ប្រៃ។")]
    public void Without_ICU_Khmer_is_cut_between_letters_only(string text, string pieces) => Assert.Equal(pieces, Cut(text, LineBreaks.Plain(text)));

    [Fact]
    public void With_ICU_Khmer_is_cut_between_words()
    {
        Assert.SkipUnless(LineBreaks.KnowsWords, "no ICU library is installed");

        // Whether "salt water" is one word or two differs between its versions.
        var pieces = Cut("ទឹកប្រៃឡើងខ្ពស់", LineBreaks.Of("ទឹកប្រៃឡើងខ្ពស់", "km")).Replace("ទឹក|ប្រៃ", "ទឹកប្រៃ", StringComparison.Ordinal);
        Assert.Equal("ទឹកប្រៃ|ឡើង|ខ្ពស់", pieces);
    }

    [Fact]
    public void Digits_among_Khmer_letters_and_Khmer_among_Latin_find_their_font()
    {
        var runs = TextPainter.Runs("Mặn ប្រៃ 4,5 g/l", bold: false);
        Assert.Equal("Mặn |ប្រៃ| 4,5 g/l", string.Join('|', runs.Select(run => run.Text)));
        Assert.Equal([CardAssets.Latin(false), CardAssets.Khmer(false), CardAssets.Latin(false)], runs.Select(run => run.Font));
    }

    [Fact]
    public void What_no_font_has_is_left_out() => Assert.Equal("Cẩn thận!", string.Concat(TextPainter.Runs("🌊Cẩn thận⚠️!", bold: true).Select(run => run.Text)));

    [Fact]
    public void All_letters_of_Vietnamese_and_all_signs_we_use_have_a_glyph()
    {
        const string letters = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ";
        const string signs = "0123456789.,;:!?…–—-()/%‰°²³·“”«»≤≥&+=@#";
        var all = letters + letters.ToUpperInvariant() + signs;
        foreach (var bold in new[] { false, true })
        {
            Assert.Equal(all, string.Concat(TextPainter.Runs(all, bold).Select(run => run.Text)));
        }
    }

    [Fact]
    public void Stacked_Khmer_letters_are_shaped_into_one_another()
    {
        // Unshaped, the sign that stacks them would be a glyph with a width of its own.
        using var painter = new TextPainter("km");
        Assert.True(painter.Width("ក្រ", Style) < painter.Width("ក", Style) + painter.Width("រ", Style));
        Assert.Equal(painter.Width("ស", Style), painter.Width("ស្ត", Style), 0.5);
    }

    [Fact]
    public void Wrapped_lines_fit_and_lose_nothing()
    {
        string[] words = ["ទឹក", "ប្រៃ", "ឡើងខ្ពស់", "\u200b", " ", " ", "Nghiêng", "đóng cống", "4,5 g/l", "—", "a", "\u200b"];
        Gen.Select(Gen.Int[0, words.Length - 1].Select(i => words[i]).Array[0, 40], Gen.Int[120, 900]).Sample((parts, width) =>
        {
            using var painter = new TextPainter("km");
            var text = string.Concat(parts).Trim();
            var lines = painter.Wrap(text, Style, width);
            Assert.Equal(Bare(text), Bare(string.Concat(lines)));
            Assert.All(lines, line => Assert.True(painter.Width(line, Style) <= width + 0.5 || Clusters.Ends(line).Count == 1, line));
        }, iter: 60);
    }

    [Fact]
    public void A_shortened_line_leaves_the_room_that_was_asked_for()
    {
        using var painter = new TextPainter("vi");
        const string line = "Bà con đóng cống, không lấy nước";
        var shortened = painter.Shorten(line, Style, painter.Width("Bà con đóng cống, khô", Style));
        Assert.Equal("Bà con đóng cống", shortened);
        Assert.Equal("", painter.Shorten(line, Style, 1));
    }

    private static string Bare(string text) => text.Replace(" ", "", StringComparison.Ordinal).Replace("\u200b", "", StringComparison.Ordinal);

    private static string Cut(string text, IReadOnlyList<int> ends)
    {
        var pieces = ends.Select((end, i) => text[(i == 0 ? 0 : ends[i - 1])..end]);
        return string.Join('|', pieces);
    }
}
