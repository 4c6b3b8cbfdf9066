using TungNgo.Documents;
using TungNgo.Documents.Writing;
using TungNgo.Reports.Ladder;
using TungNgo.Reports.Values;
using TungNgo.Web;

namespace TungNgo.Reports.Pages;

/// <summary>What is typed for the official document of an approved report.</summary>
internal sealed record ReportPaper(string? Number, DateOnly Day, string? Signer, string? SignerTitle, string? Results, string? Shortcomings, string? Plans, string? Requests, string? Recipients);

/// <summary>Writes an approved report as an official document: its figures are the snapshot's, its words those of the office.</summary>
internal sealed class ReportDocument(DocumentBook book, ReportDesk desk)
{
    private const int LongestText = 4000;

    /// <summary>The sentence of its figures, as the form proposes it.</summary>
    public static string Proposed(ReportView view)
    {
        var figures = PrintedReport.Of(view.Snapshot!).Figures.ToDictionary(f => f.Code, f => f.Value is null ? null : Sentences.Tight(f.Shown));
        return Sentences.Of(code => figures.GetValueOrDefault(code), view.Unit, Texts.In("vi"));
    }

    /// <returns>Id of the document.</returns>
    public async Task<Guid> WriteAsync(Guid reportId, ReportPaper paper, CancellationToken ct)
    {
        var view = await desk.FindAsync(reportId, ct);
        if (view.Snapshot is null)
        {
            throw new Refusal(Problems.ReportState);
        }

        var report = PrintedReport.Of(view.Snapshot);
        var signer = Data.FreeText.Line(paper.Signer, 80, "reports.paper.signer") ?? throw new Refusal(Problems.ReportSigner);
        var heading = new DocumentHeading(
            view.Report.AreaId, paper.Day, $"{report.FormName} {char.ToLowerInvariant(report.PeriodName[0])}{report.PeriodName[1..]}", SignForm.OnBehalf,
            Data.FreeText.Line(paper.SignerTitle, 80, "reports.paper.title") ?? "Chủ tịch", signer, Data.FreeText.Line(paper.Number, 40, "reports.paper.number"), null,
            Data.FreeText.Lines(paper.Recipients, 600, "reports.paper.recipients") ?? "");
        var data = new DocumentData().With("ky_bao_cao", report.PeriodName)
            .Paragraphs("ket_qua", Text(paper.Results) ?? Proposed(view)).Paragraphs("ton_tai", Text(paper.Shortcomings))
            .Paragraphs("phuong_huong", Text(paper.Plans) ?? throw new Refusal(Problems.ReportPlans)).Paragraphs("kien_nghi", Text(paper.Requests));
        foreach (var (figure, i) in report.Figures.Select((f, i) => (f, i)))
        {
            data.Row("chi_tieu", ("stt", $"{i + 1}"), ("ten", figure.Name), ("don_vi_tinh", figure.Unit), ("gia_tri", figure.Shown), ("ghi_chu", figure.Remark ?? ""));
        }

        return await book.KeepAsync(DocumentKind.Find(DocumentKind.Report)!, data, heading, null, ct);
    }

    private static string? Text(string? text) => Data.FreeText.Lines(text, LongestText, "reports.paper.text");
}
