using TungNgo.Campaigns;
using TungNgo.Campaigns.Bring;
using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Feed;
using TungNgo.Services;

namespace TungNgo.Demo;

/// <summary>The province's campaign of 1 to 10 October, signed and waiting for its first day. No chance is used, so that nothing else of the demo depends on it.</summary>
internal sealed class DemoCampaigns(AppDb db, ServiceCatalogue catalogue)
{
    private static readonly (string Service, int Target)[] Focus = [("vneid2", 3_000), ("dvc", 4_000), ("payment", 3_500), ("scam", 6_000)];
    private const int DoorTarget = 20_000;

    private static readonly (string Vi, string Km)[] Points =
    [
        ("Không ai được hỏi bà con mã OTP hay mật khẩu, kể cả tôi.", "គ្មាននរណាត្រូវសួរលេខកូដ OTP ឬពាក្យសម្ងាត់ពីបងប្អូនទេ សូម្បីតែខ្ញុំ។"),
        ("Làm chưa xong hôm nay thì hẹn ngày tôi quay lại.", "បើថ្ងៃនេះធ្វើមិនទាន់ចប់ យើងណាត់ថ្ងៃដែលខ្ញុំត្រឡប់មកវិញ។"),
    ];

    private static readonly DateTime Signed = LegalDay.Start(KnownFigures.Day).AddHours(10);

    /// <summary>Its days.</summary>
    public static readonly DateOnly First = new(2024, 10, 1), Last = new(2024, 10, 10);

    /// <param name="doors">Households of each hamlet, by which the targets are shared out.</param>
    public async Task AddAsync(IReadOnlyList<DemoCommune> communes, IReadOnlyDictionary<Guid, int> doors, Guid province, Write write, CancellationToken ct)
    {
        var services = Focus.Select(f => (Service: catalogue.InOrder.Single(s => s.Code == f.Service), f.Target)).ToList();
        var campaign = new Campaign
        {
            Id = write.NewId(), AreaId = province, Name = "10 ngày chuyển đổi số, tháng 10/2024", LegalBasis = "Quyết định 505/QĐ-TTg", From = First, To = Last,
            Services = [.. services.Select(s => s.Service.Id)], Stage = Stage.Working, State = CampaignState.Approved, EditedBy = "Lâm Ngọc Hân", EditedAt = Signed.AddHours(-2),
            ApprovedBy = "Sở Thông tin và Truyền thông", ApprovedAt = Signed,
            Talk = new()
            {
                ["vi"] = "Chào bà con, tôi ở tổ công nghệ số của ấp. Tổ không bao giờ hỏi mật khẩu, mã OTP hay tiền. Hôm nay bà con cần làm gì trên điện thoại, tôi ngồi làm cùng.",
                ["km"] = "ជម្រាបសួរបងប្អូន ខ្ញុំមកពីក្រុមបច្ចេកវិទ្យាឌីជីថលភូមិ។ ក្រុមមិនដែលសួរពាក្យសម្ងាត់ លេខកូដ OTP ឬប្រាក់ទេ។",
            },
        };
        db.Campaigns.Add(campaign);
        db.CampaignMaterial.AddRange(Points.Select((p, i) => new CampaignMaterial { Id = write.NewId(), CampaignId = campaign.Id, Order = i, Kind = MaterialKind.Point, Text = new() { ["vi"] = p.Vi, ["km"] = p.Km } }));
        db.CampaignMaterial.AddRange(services.Where(s => s.Service.Code is "vneid2" or "scam")
            .Select((s, i) => new CampaignMaterial { Id = write.NewId(), CampaignId = campaign.Id, Order = Points.Length + i, Kind = MaterialKind.Guide, SubjectId = s.Service.Id }));
        decimal[] weights = [.. communes.Select(c => (decimal)c.Hamlets.Sum(h => doors.GetValueOrDefault(h.Id)))];
        var units = communes.Select(c => c.Unit.AreaId).ToList();
        var targets = services.Select(s => (s.Service.Id, s.Target)).Prepend((Id: Campaign.Doors, Target: DoorTarget))
            .SelectMany(f => ShareTarget.Of(campaign, f.Id, units, f.Target, weights));
        await db.InsertAsync([.. targets], ct);
        write.Changed(ChangeKind.Campaign, campaign.Id);
    }
}
