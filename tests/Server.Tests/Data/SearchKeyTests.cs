using TungNgo.Data;

namespace TungNgo.Tests.Data;

public sealed class SearchKeyTests
{
    [Theory]
    [InlineData("  NGUYỄN  Văn-Đức ", "nguyen van duc")]
    [InlineData("Ho\u0300a", "hoa")]
    [InlineData("hòa", "hoa")]
    [InlineData("hoà", "hoa")]
    [InlineData("ស្រុក Trà Cú", "ស្រុក tra cu")]
    public void Marks_case_and_spaces_make_no_difference(string text, string folded) => Assert.Equal(folded, SearchKey.Fold(text));

    [Fact]
    public void Every_character_folds_alike_among_latin_letters_and_beside_other_scripts() =>
        Assert.All(Enumerable.Range(1, 0x24f).Concat(Enumerable.Range(0x1e00, 0x100)).Select(c => (char)c),
            c => Assert.Equal(SearchKey.Fold($"a{c}a") + "ក", SearchKey.Fold($"a{c}aក")));
}
