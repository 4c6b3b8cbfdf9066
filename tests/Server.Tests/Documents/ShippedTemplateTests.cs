using TungNgo.Documents;
using TungNgo.Documents.Pages;
using TungNgo.Documents.Shipped;
using TungNgo.Documents.Templates;
using TungNgo.Web;

namespace TungNgo.Tests.Documents;

/// <summary>The templates that come with the product, and what is made of them.</summary>
[Trait("database", "none")]
public sealed class ShippedTemplateTests
{
    public static TheoryData<string> Kinds => [.. DocumentKind.All.Select(k => k.Code)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_shipped_template_has_no_fault_and_both_it_and_its_documents_are_valid(string code)
    {
        var kind = DocumentKind.Find(code)!;
        var template = ShippedTemplates.Of(kind);
        Assert.Empty(CheckTemplate.Faults(template, kind).Select(f => Texts.In("vi")[$"error.{f.Problem.Code}", f.Refusal.Values]));
        Office.AssertValid(template);
        Office.AssertValid(FillTemplate.Fill(template, kind.Example()));
        Office.AssertValid(FillTemplate.Fill(template, new DocumentData()));
        Assert.Equal(template, ShippedTemplates.Of(kind));
        Assert.Equal(FillTemplate.Fill(template, kind.Example()), FillTemplate.Fill(template, DocumentData.Of(kind.Example().ToJson())));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task LibreOffice_reads_a_document_in_Vietnamese_and_Khmer(string code)
    {
        var kind = DocumentKind.Find(code)!;
        var data = kind.Example().With("trich_yeu", "Về việc tuyên truyền bằng tiếng Khmer: ភាសាខ្មែរ");
        var docx = FillTemplate.Fill(ShippedTemplates.Of(kind), data);
        var pages = await Office.PagesAsync(docx);
        Assert.All(["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc", "ỦY BAN NHÂN DÂN", "HUYỆN LONG PHÚ", "XÃ TRƯỜNG KHÁNH",
            $"Số: 12/{kind.Sign}-UBND", kind.Title, "ភាសាខ្មែរ", "Nơi nhận:"],
            said => Assert.Contains(said, string.Concat(pages), StringComparison.Ordinal));
        Assert.Matches(@"Trường Khánh, ngày 05 tháng 10 năm 2024", pages[0]);
        Assert.DoesNotContain("{{", string.Concat(pages), StringComparison.Ordinal);
        // The number of a page stands above its text, and on the first one there is none.
        Assert.All(pages.Skip(1).Select((p, i) => (Text: p, Number: i + 2)), p => Assert.Equal($"{p.Number}", p.Text.TrimStart().Split('\n')[0].Trim()));
        Assert.NotEqual("1", pages[0].TrimStart().Split('\n')[0].Trim());
        Assert.Contains("ភាសាខ្មែរ", PaperView.Of(docx), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_template_that_another_word_processor_has_saved_is_still_one(string code)
    {
        var kind = DocumentKind.Find(code)!;
        var saved = await Office.SavedAgainAsync(ShippedTemplates.Of(kind));
        Assert.Empty(CheckTemplate.Faults(saved, kind).Select(f => Texts.In("vi")[$"error.{f.Problem.Code}", f.Refusal.Values]));
        var pages = string.Concat(await Office.PagesAsync(FillTemplate.Fill(saved, kind.Example())));
        Assert.All([kind.Title, "Trường Khánh, ngày 05 tháng 10 năm 2024", "- Như Điều 3;", "XÃ TRƯỜNG KHÁNH"], said => Assert.Contains(said, pages, StringComparison.Ordinal));
        Assert.DoesNotContain("{{", pages, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_name_that_a_template_may_use_has_its_words_and_an_example() =>
        Assert.All(DocumentKind.All.SelectMany(k => k.Fields), f =>
        {
            Assert.All(Texts.Languages, l => Assert.NotEqual(f.Label, Texts.In(l)[f.Label]));
            Assert.True(f.Shape == FieldShape.Flag || f.Example.Length > 0 || f.Columns!.Any(c => c.Example.Length > 0), f.Name);
        });
}
