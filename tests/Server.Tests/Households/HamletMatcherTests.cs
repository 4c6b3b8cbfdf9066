using System.Text;
using CsCheck;
using TungNgo.Areas;

namespace TungNgo.Tests.Households;

public sealed class HamletMatcherTests
{
    private static readonly string[] Names =
        ["Trường Thành A", "Trường Thành B", "Trường An", "Trường Bình", "Trường Lộc", "Trường Thọ", "Trường Hưng", "Tân Quy A", "Sóc Dong", "Ko Cô", "1", "2", "Mười Chiến"];

    private static readonly HamletName[] Hamlets =
        [.. Names.Select((n, i) => new HamletName(new Guid(i + 1, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]), n, "Trường Khánh"))];

    private static readonly HamletMatcher Matcher = new(Hamlets);

    private static string? Sure(string spelling) => Matcher.Match(spelling).Sure is { } id ? Hamlets.Single(h => h.Id == id).Name : null;

    [Theory]
    [InlineData("Truong Thành A", "Trường Thành A")]
    [InlineData("ẤP TRƯỜNG THÀNH A", "Trường Thành A")]
    [InlineData("TrườngThành A", "Trường Thành A")]
    [InlineData("Ap Truong An", "Trường An")]
    [InlineData("Ấp Trường An, xã Trường Khánh", "Trường An")]
    [InlineData("Ấp I", "1")]
    [InlineData("Ấp 01", "1")]
    [InlineData("ấp số 2", "2")]
    [InlineData("Khóm II", "2")]
    public void Differences_of_form_are_sure(string spelling, string hamlet) => Assert.Equal(hamlet, Sure(spelling));

    [Theory]
    [InlineData("Trường Lọc B", "Trường Lộc")]
    [InlineData("Truơng Binhh", "Trường Bình")]
    [InlineData("Trường Hug", "Trường Hưng")]
    [InlineData("Sóc Don", "Sóc Dong")]
    [InlineData("Ko Kô", "Ko Cô")]
    [InlineData("Mừi Chiến", "Mười Chiến")]
    public void Misspellings_are_asked_with_the_likeliest_first(string spelling, string first)
    {
        var match = Matcher.Match(spelling);
        Assert.Null(match.Sure);
        Assert.Equal(first, match.Candidates[0].Name);
    }

    [Fact]
    public void A_missing_letter_of_twin_hamlets_is_asked_with_both()
    {
        var match = Matcher.Match("Trường Thành");
        Assert.Null(match.Sure);
        Assert.Equal(["Trường Thành A", "Trường Thành B"], match.Candidates.Select(c => c.Name));
    }

    [Theory]
    [InlineData("Hòa Lạc")]
    [InlineData("")]
    [InlineData("Ấp 9")]
    public void The_unknown_is_not_guessed(string spelling) => Assert.Null(Matcher.Match(spelling).Sure);

    [Fact]
    public void One_name_in_two_communes_is_asked_unless_the_row_names_the_commune()
    {
        HamletName[] twins = [new(new Guid(1, 0, 0, new byte[8]), "1", "Long Phú"), new(new Guid(2, 0, 0, new byte[8]), "1", "Đại Ngãi")];
        var matcher = new HamletMatcher(twins);
        Assert.Null(matcher.Match("Ấp 1").Sure);
        Assert.Equal(2, matcher.Match("Ấp 1").Candidates.Length);
        Assert.Equal(twins[1].Id, matcher.Match("Ấp 1", "thị trấn Đại Ngãi").Sure);
    }

    [Fact]
    public void Form_never_matters() =>
        Gen.Select(Gen.Int[0, Names.Length - 1], Gen.Bool, Gen.Bool, Gen.OneOf("", "Ấp ", "ấp ", "KHÓM "), Gen.Int[0, 2]).Sample((i, upper, decomposed, prefix, spaces) =>
        {
            var written = prefix + Names[i].Replace(" ", new string(' ', 1 + spaces), StringComparison.Ordinal);
            written = upper ? written.ToUpperInvariant() : written;
            Assert.Equal(Names[i], Sure(written.Normalize(decomposed ? NormalizationForm.FormD : NormalizationForm.FormC)));
        });

    [Fact]
    public void Distance_is_a_distance() =>
        Gen.Select(Gen.String[Gen.Char['a', 'e'], 0, 8], Gen.String[Gen.Char['a', 'e'], 0, 8]).Sample((a, b) =>
        {
            Assert.Equal(HamletMatcher.Distance(a, b), HamletMatcher.Distance(b, a));
            Assert.Equal(a == b, HamletMatcher.Distance(a, b) == 0);
        });
}
