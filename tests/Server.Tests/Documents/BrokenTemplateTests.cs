using CsCheck;
using TungNgo.Documents;
using TungNgo.Documents.Shipped;
using TungNgo.Documents.Templates;
using TungNgo.Web;

namespace TungNgo.Tests.Documents;

/// <summary>Whatever an upload is, the answer is a list of faults or a refusal with a name, and what was found good can be filled.</summary>
[Trait("database", "none")]
public sealed class BrokenTemplateTests
{
    private static readonly DocumentKind Kind = DocumentKind.Find(DocumentKind.Decision)!;
    private static readonly byte[] Good = ShippedTemplates.Of(Kind);

    private static readonly Gen<byte[]> Truncated = Gen.Int[0, Good.Length].Select(n => Good[..n]);

    private static readonly Gen<byte[]> Mutated = Gen.Select(Gen.Int[0, Good.Length - 1], Gen.Byte).List[1, 12].Select(changes =>
    {
        var copy = Good.ToArray();
        changes.ForEach(c => copy[c.Item1] = c.Item2);
        return copy;
    });

    private static readonly string[] Letters =
        ["{{", "}}", "{{#thanh_vien}}", "{{/}}", "{{?co_khmer}}", "{{!x}}", "<w:p/>", "</w:p>", "<w:tbl>", "&#0;", "\u0001",
            "<w:r><w:t>{{ten_to}}</w:t></w:r>"];

    /// <summary>The archive whole, its text spoilt: letters of tags and of XML put anywhere.</summary>
    private static readonly Gen<byte[]> Spoilt = Gen.Select(Gen.Double[0, 1], Gen.Int[0, Letters.Length - 1].Select(i => Letters[i]))
        .List[1, 4].Select(changes => TemplateTests.Changed(Good, "word/document.xml", text =>
        {
            changes.ForEach(c => text = text.Insert((int)(c.Item1 * text.Length), c.Item2));
            return text;
        }));

    [Fact]
    public void A_broken_upload_never_does_more_than_be_refused() => Gen.OneOf(Truncated, Mutated, Spoilt).Sample(bytes =>
    {
        try
        {
            if (CheckTemplate.Faults(bytes, Kind) is { Count: > 0 } faults)
            {
                Assert.All(faults, f => Assert.All(Texts.Languages, l => Assert.NotEmpty(Texts.In(l)[$"error.{f.Problem.Code}", f.Refusal.Values])));
                return;
            }
        }
        catch (Refusal refusal)
        {
            Assert.StartsWith("documents.", refusal.Problem.Code, StringComparison.Ordinal);
            return;
        }

        Assert.NotEmpty(FillTemplate.Fill(bytes, Kind.Example()));
    }, iter: 3000);
}
