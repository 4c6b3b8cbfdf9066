using System.Text;

namespace TungNgo.Tests.OddLists;

/// <summary>A list and what a careful person would take of it, line by line; see <see cref="TakenList"/>.</summary>
internal sealed record Case(byte[] Content, string Expected, string? Only = null, params string[] Yes)
{
    public static Case Xlsx(string table, string expected) => new(OfficeList.Xlsx(table), expected);

    public static Case Csv(string text, string expected, Encoding? encoding = null) => new(OfficeList.Csv(text, encoding), expected);

    public Case For(string hamlet) => this with { Only = hamlet };

    public Case Answered(params string[] yes) => this with { Yes = yes };
}
