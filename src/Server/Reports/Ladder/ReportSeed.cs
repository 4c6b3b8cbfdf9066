using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Reports.Ladder;

/// <summary>The report that every province sends: the teams' month, by the administrative cut-off.</summary>
internal sealed class ReportSeed(AppDb db, Writer writer) : ISeed
{
    public const string Monthly = "BC-TCNS-THANG";

    private static readonly string[] Indicators =
    [
        "TO", "THANH_VIEN", "TV_MOI_TO", "NHOM_ZALO", "TV_ZALO", "AP_KHOM", "AP_CO_TO", "TY_LE_PHU_TO", "HO", "DAN", "NGUOI_THAM_GIA", "TY_LE_THAM_GIA", "TK_DVC",
        "DV_TTKDTM", "DVHC_XA", "TY_LE_TTKDTM", "HO_NHAN_TIN", "TY_LE_ZALO", "LUOT_THAM", "HO_DA_GAP", "TK_DDDT2",
    ];

    public async Task PlantAsync(CancellationToken ct)
    {
        if (await db.ReportForms.AnyAsync(f => f.Code == Monthly, ct))
        {
            return;
        }

        await using var write = await writer.BeginAsync(Actor.System, ct);
        var form = db.ReportForms.Add(new ReportForm
        {
            Id = write.NewId(), Code = Monthly, PeriodKind = "MA", ValidFrom = new(2022, 1, 1), Indicators = [.. Indicators],
            Name = new()
            {
                ["vi"] = "Kết quả hoạt động của Tổ công nghệ số cộng đồng", ["km"] = "លទ្ធផលសកម្មភាពក្រុមបច្ចេកវិទ្យា\u200bឌីជីថល\u200bសហគមន៍", ["en"] = "Work of the community digital technology teams",
            },
            LegalSource = "Nghị định 09/2019/NĐ-CP; CV 2251/BTTTT-CĐSQG",
        }).Entity;
        write.Changed(ChangeKind.Indicator, form.Id);
        write.Audit("report-form.seed", form.Id, null, null, new { form.Code });
        await write.CommitAsync(ct);
    }
}
