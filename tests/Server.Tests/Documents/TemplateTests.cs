using System.IO.Compression;
using System.Xml.Linq;
using TungNgo.Documents;
using TungNgo.Documents.Docx;
using TungNgo.Documents.Shipped;
using TungNgo.Documents.Templates;
using TungNgo.Web;
using static TungNgo.Documents.Docx.WordNames;
using static TungNgo.Documents.Shipped.Paper;

namespace TungNgo.Tests.Documents;

/// <summary>Templates as offices edit them in Word.</summary>
[Trait("database", "none")]
public sealed class TemplateTests
{
    private static readonly DocumentKind Kind = DocumentKind.Find(DocumentKind.MemberList)!;

    private static readonly DocumentData Data = new DocumentData().With("ten_to", "Tổ <A> & “B”").With("so_thanh_vien", "2").With("ngay_thang", "{{ten_to}}")
        .Flag("co_khmer", true)
        .Row("thanh_vien", ("stt", "1"), ("ho_ten", "Thạch Siêng"), ("chuc_vu", "Trưởng ấp"))
            .Row("thanh_vien", ("stt", "2"), ("ho_ten", "Kim Thị Út"), ("chuc_vu", ""));

    [Fact]
    public void A_tag_that_Word_has_cut_over_runs_is_one_tag_and_its_value_looks_as_its_first_letter()
    {
        var paragraph = new XElement(Paragraph, Cut("Tên: {"), Cut("{te", bold: true), new XElement(W + "proofErr", At("type", "spellStart")), Cut("n_"),
            Cut("to}"), Cut("} hết {{so_thanh_vien}}"), Cut(" người"));
        var made = Fill(paragraph);
        Assert.Equal("Tên: Tổ <A> & “B” hết 2 người", TextOf(made));
        Assert.Null(RunWith(made, "Tổ <A> & “B”").Element(RunLook)?.Element(W + "b"));
        Assert.Equal("Tổ", TextOf(Fill(new XElement(Paragraph, Cut("{{ten_to", bold: true), Cut("}}"))))[..2]);
    }

    [Fact]
    public void What_a_value_says_is_never_read_as_a_tag() => Assert.Equal("{{ten_to}}", TextOf(Fill(P("{{ngay_thang}}"))));

    [Fact]
    public void A_row_is_repeated_with_parts_inside_of_it_and_what_surrounds_it_is_known()
    {
        var made = Fill(Grid([1000, 3000, 3000], (["STT", "Họ tên", "Chức vụ"], true),
            (["{{#thanh_vien}}{{stt}}", "{{ho_ten}}, {{ten_to}}", "{{?chuc_vu}}{{chuc_vu}}{{/}}{{!chuc_vu}}—{{/chuc_vu}}{{/thanh_vien}}"], false)));
        Assert.Equal(["STT|Họ tên|Chức vụ", "1|Thạch Siêng, Tổ <A> & “B”|Trưởng ấp", "2|Kim Thị Út, Tổ <A> & “B”|—"],
            made.Descendants(Row).Select(r => string.Join('|', r.Elements(Cell).Select(TextOf))));
    }

    [Fact]
    public void Paragraphs_and_letters_are_repeated_or_left_out()
    {
        var made = Fill(P("đầu"), P("{{#thanh_vien}}"), P("{{stt}}. {{ho_ten}}"), P("{{?chuc_vu}}({{chuc_vu}}){{/}}"), P("{{/thanh_vien}}"),
            P("{{#thanh_vien}}{{ho_ten}}; {{/}}"), P("{{!co_khmer}}không{{/}}"), P("cuối"));
        Assert.Equal(["đầu", "1. Thạch Siêng", "(Trưởng ấp)", "2. Kim Thị Út", "Thạch Siêng; Kim Thị Út; ", "cuối"],
            made.Descendants(Paragraph).Select(TextOf));
        var whole = Fill(P("{{?co_khmer}}Có"), P("người nói{{/co_khmer}}"));
        Assert.Equal(["Có", "người nói"], whole.Descendants(Paragraph).Select(TextOf));
    }

    [Fact]
    public void A_table_without_rows_goes_and_a_cell_keeps_a_paragraph()
    {
        var made = Fill(new DocumentData(), Grid([1000], (["{{#thanh_vien}}{{stt}}{{/thanh_vien}}"], false)),
            Grid([1000, 1000], (["{{#thanh_vien}}{{stt}}", "{{ho_ten}}{{/}}"], false)), P("cuối"));
        Assert.Single(made.Descendants(WordNames.Table));
        Assert.All(made.Descendants(Cell), c => Assert.Equal(Paragraph, c.Elements().Last().Name));
    }

    [Fact]
    public void Nobody_signs_a_page_on_which_nothing_else_stands()
    {
        var made = Fill(P("trước"), P("câu cuối"), Beside([1000, 1000], [[P("Nơi nhận:")], [P("{{nguoi_ky}}")]]), P(""));
        Assert.Equal(["câu cuối"], made.Elements(Paragraph).Where(p => p.Element(ParagraphLook)!.Element(W + "keepNext") is not null).Select(TextOf));
    }

    [Fact]
    public void Khmer_gets_its_font_and_its_mark()
    {
        var made = Fill(new DocumentData().With("ten_to", "Tổ ភាសាខ្មែរ ល្អ và\nhết"), P("{{ten_to}}", new(Bold: true)));
        var look = RunWith(made, "ភាសាខ្មែរ ល្អ").Element(RunLook)!;
        Assert.Equal(WordRuns.KhmerFont, look.Element(W + "rFonts").Said("cs"));
        Assert.Equal("km-KH", look.Element(W + "lang").Said("bidi"));
        Assert.NotNull(look.Element(W + "cs"));
        Assert.NotNull(look.Element(W + "bCs"));
        Assert.Null(RunWith(made, "Tổ ").Element(RunLook)!.Element(W + "cs"));
        Assert.Single(made.Descendants(Break));
    }

    [Theory]
    [InlineData("{{ten_too}}", "documents.field-unknown", "{{ten_too}}")]
    [InlineData("{{ho_ten}}", "documents.field-unknown", "{{ho_ten}}")]
    [InlineData("{{#ten_to}}x{{/}}", "documents.field-unknown", "{{#ten_to}}")]
    [InlineData("{{?nothing}}x{{/}}", "documents.field-unknown", "{{?nothing}}")]
    [InlineData("{{?co_khmer}}x", "documents.unclosed", "{{?co_khmer}}")]
    [InlineData("{{#thanh_vien}}{{stt}}", "documents.unclosed", "{{#thanh_vien}}")]
    [InlineData("{{#thanh_vien}}{{#noi_nhan}}{{noi}}{{/}}{{/}}", "documents.nested", "{{#noi_nhan}}")]
    [InlineData("x{{/}}", "documents.end", "{{/}}")]
    [InlineData("{{?co_khmer}}x{{/thanh_vien}}", "documents.end", "{{/thanh_vien}}")]
    [InlineData("{{ten_to", "documents.tag", "{{")]
    [InlineData("ten_to}}", "documents.tag", "}}")]
    [InlineData("{{Tên tổ}}", "documents.tag", "{{Tên tổ}}")]
    [InlineData("{{}}", "documents.tag", "{{}}")]
    public void A_fault_is_told_with_its_place(string text, string code, string tag)
    {
        var fault = Assert.Single(CheckTemplate.Faults(Package.Of([P("Dòng một"), P("Ở đây " + text)]), Kind));
        Assert.Equal((code, tag), (fault.Problem.Code, fault.Tag));
        var said = Texts.In("vi")[$"error.{code}", fault.Refusal.Values];
        Assert.Contains("đoạn 2, gần “Ở đây ", said, StringComparison.Ordinal);
        Assert.All(Texts.Languages, l => Assert.Contains(tag, Texts.In(l)[$"error.{code}", fault.Refusal.Values], StringComparison.Ordinal));
    }

    [Fact]
    public void A_part_that_begins_before_a_table_or_in_another_cell_is_told_with_table_and_row()
    {
        Assert.Equal("documents.crosses",
            Assert.Single(CheckTemplate.Faults(Package.Of([P("{{?co_khmer}}"), Grid([1000], (["a{{/}}"], false)), P("")]), Kind)).Problem.Code);
        Assert.Equal("documents.crosses", Assert.Single(CheckTemplate.Faults(Package.Of([P("câu {{?co_khmer}}"), P("{{/}}")]), Kind)).Problem.Code);
        var fault = Assert.Single(CheckTemplate.Faults(Package.Of([Grid([1000], (["a"], true)),
            Grid([1000, 1000], (["A", "B"], true), (["{{stt}}", "x"], false)), P("")]), Kind));
        Assert.Equal("Không có trường {{stt}}, ở bảng 2, hàng 2, gần “{{stt}}”.", Texts.In("vi")["error.documents.field-unknown", fault.Refusal.Values]);
        var crossing = Assert.Single(CheckTemplate.Faults(Package.Of([Grid([1000, 1000], (["A", "x{{#thanh_vien}}"], false), (["{{stt}}{{/}}", "B"], false)),
            P("")]), Kind));
        Assert.Equal("documents.crosses", crossing.Problem.Code);
        Assert.Equal(3, CheckTemplate.Faults(Package.Of([P("{{a}} {{b}}"), P("{{c}}")]), Kind).Count);
    }

    [Fact]
    public void What_no_template_may_hold_is_refused_by_name()
    {
        var good = ShippedTemplates.Of(Kind);
        Assert.Equal("documents.not-docx", Refused([1, 2, 3]));
        Assert.Equal("documents.not-docx", Refused([]));
        Assert.Equal("documents.not-docx", Refused(Zip(("a.txt", "a"u8.ToArray()))));
        Assert.Equal("documents.too-large", Refused(new byte[WordFile.MostBytes + 1]));
        Assert.Equal("documents.macros", Refused(With(good, "word/vbaProject.bin", [1])));
        Assert.Equal("documents.macros", Refused(With(good, "word/embeddings/oleObject1.bin", [1])));
        Assert.Equal("documents.macros",
            Refused(Changed(good, "[Content_Types].xml",
            t => t.Replace(MainType, "application/vnd.ms-word.document.macroEnabled.main+xml", StringComparison.Ordinal))));
        Assert.Equal("documents.elsewhere", Refused(Changed(good, "word/_rels/document.xml.rels", t => t.Replace("</Relationships>",
            "<Relationship Id=\"x\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image\" Target=\"http://example.vn/a.png\" TargetMode=\"External\"/></Relationships>", StringComparison.Ordinal))));
        Assert.Equal("documents.elsewhere",
            Refused(Changed(good, "word/header1.xml", t => t.Replace(" PAGE ", " INCLUDETEXT \"c:/a\" ", StringComparison.Ordinal))));
        Assert.Equal("documents.not-docx",
            Refused(Changed(good, "word/styles.xml", t => "<!DOCTYPE a [<!ENTITY b \"c\">]>" + t[(t.IndexOf("?>", StringComparison.Ordinal) + 2)..])));
        Assert.Equal("documents.not-docx",
            Refused(Changed(good, "word/document.xml",
            _ => string.Concat(Enumerable.Repeat("<a>", 50_000)) + string.Concat(Enumerable.Repeat("</a>", 50_000)))));
        Assert.Equal("documents.not-docx",
            Refused(Changed(good, "word/document.xml", t => t.Replace("CỘNG HÒA", "{{<w:r><w:t>{{ten_to}}</w:t></w:r>{{ten_to}}", StringComparison.Ordinal))));
        // A few kilobytes that unpack to a hundred megabytes.
        Assert.Equal("documents.too-large", Refused(With(good, "word/media/a.bin", new byte[100 << 20])));
        Assert.Equal("documents.too-large", Refused(Zip([.. Enumerable.Range(0, 500).Select(i => ($"a{i}", Array.Empty<byte>()))])));
    }

    internal static byte[] With(byte[] docx, string part, byte[] content) => Zip([.. Parts(docx).Where(p => p.Name != part), (part, content)]);

    internal static byte[] Changed(byte[] docx, string part, Func<string, string> change) =>
        With(docx, part, System.Text.Encoding.UTF8.GetBytes(change(System.Text.Encoding.UTF8.GetString(Parts(docx).Single(p => p.Name == part).Content))));

    internal static byte[] Zip(params (string Name, byte[] Content)[] parts)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var stream = zip.CreateEntry(name).Open();
                stream.Write(content);
            }
        }

        return memory.ToArray();
    }

    private static IEnumerable<(string Name, byte[] Content)> Parts(byte[] docx)
    {
        using var zip = new ZipArchive(new MemoryStream(docx));
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            using var memory = new MemoryStream();
            stream.CopyTo(memory);
            yield return (entry.FullName, memory.ToArray());
        }
    }

    private static string Refused(byte[] docx) => Assert.Throws<Refusal>(() => CheckTemplate.Faults(docx, Kind)).Problem.Code;

    private static XElement Fill(params XElement[] body) => Fill(Data, body);

    private static XElement Fill(DocumentData data, params XElement[] body)
    {
        var template = Package.Of(body);
        Assert.Empty(CheckTemplate.Faults(template, Kind).Select(f => f.ToString()));
        var made = FillTemplate.Fill(template, data);
        var file = WordFile.Open(made);
        return file.Read(file.Main).Root!.Element(Body)!;
    }

    private static XElement Cut(string text, bool bold = false) => new(Run, bold ? new XElement(RunLook, new XElement(W + "b")) : null, WordNames.TextOf(text));

    private static XElement RunWith(XElement made, string text) => made.Descendants(Run).Single(r => TextOf(r) == text);

    private static string TextOf(XElement element) => string.Concat(element.DescendantsAndSelf(Text).Select(t => t.Value));
}
