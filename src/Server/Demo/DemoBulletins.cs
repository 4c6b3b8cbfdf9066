using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Templates;
using TungNgo.Bulletins.Writing;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Demo;

/// <summary>
/// A few bulletins of the demo's September 2024, one in each state: the district's salt-water notice waits for its approver, so that a
/// visitor can send it and watch; a warning of the week before has been sent, with all that came of it.
/// </summary>
internal sealed class DemoBulletins(AppDb db, AreaTree areas)
{
    private static readonly DateTime Morning = LegalDay.Start(KnownFigures.Day).AddHours(7);

    public async Task AddAsync(int seed, Write write, CancellationToken ct)
    {
        var tree = areas.On(KnownFigures.Day);
        var district = tree.All.Single(a => a.Code == KnownFigures.LongPhu && a.Tier == AreaTier.District).AreaId;
        var commune = tree.All.Single(a => a.Code == KnownFigures.TruongKhanh).AreaId;
        var templates = await db.BulletinTemplates.AsNoTracking().ToDictionaryAsync(t => t.Code, ct);

        var salt = Add(write, "salt", district, "nong-nghiep", Urgency.Emergency, "Chi cục Thủy lợi", "118/TB-CCTL", Morning.AddHours(-1), 4, TemplateTexts.Fill(templates["salt-station"], new Dictionary<string, string>
        {
            ["station"] = "bến phà Long Phú", ["value"] = "4,6", ["time"] = "05:30", ["day"] = Day(KnownFigures.Day), ["action"] = "stop",
        }));
        // Salt water endangers the crop of every household: the law lets such a notice go out without consent.
        salt.Audience = new Audience([district], WithConsent: false).ToJson();
        Submit(salt, 15);

        var vaccination = Add(write, "health", commune, "can-bo-xa", Urgency.Routine, "Trạm y tế xã Trường Khánh", null, Morning.AddHours(-14), 9, TemplateTexts.Fill(templates["vaccination"], new Dictionary<string, string>
        {
            ["what"] = "Tiêm vắc-xin sởi", ["who"] = "trẻ từ 1 đến 10 tuổi chưa tiêm đủ", ["time"] = "07:30", ["day"] = Day(KnownFigures.Day.AddDays(5)), ["place"] = "trạm y tế xã",
        }));
        Submit(vaccination, 1440);

        var scam = Add(write, "security", commune, "can-bo-xa", Urgency.Priority, "Công an xã Trường Khánh", "42/TB-CAX", Morning.AddDays(-12), 7, TemplateTexts.Fill(templates["scam"], new Dictionary<string, string>
        {
            ["who"] = "cán bộ định danh mức 2", ["trick"] = "bấm đường dẫn cài ứng dụng VNeID giả",
        }));
        Submit(scam, 120);
        Decide(scam, "lanh-dao-xa", BulletinState.Approved);
        await new DemoSent(seed, db, write).AddAsync(db.Bulletins.Local.Single(b => b.Id == scam.BulletinId), scam, ct);

        var meeting = Add(write, "meeting", commune, "can-bo-xa", Urgency.Routine, "UBND xã Trường Khánh", null, Morning.AddDays(-1), 6, TemplateTexts.Fill(templates["meeting"], new Dictionary<string, string>
        {
            ["topic"] = "lịch xuống giống vụ Đông Xuân", ["place"] = "nhà văn hóa ấp", ["time"] = "08:00", ["day"] = Day(KnownFigures.Day.AddDays(4)),
        }));
        Submit(meeting, 1440);
        Decide(meeting, "lanh-dao-xa", BulletinState.Returned);
        meeting.ReturnReason = "Ghi rõ nhà văn hóa của ấp nào; mỗi ấp họp một buổi riêng.";

        var pests = TemplateTexts.Fill(templates["pest"], new Dictionary<string, string>
        {
            ["pest"] = "hopper", ["density"] = "1.000–2.000 con/m²", ["stage"] = "đẻ nhánh", ["place"] = "cánh đồng ấp Trường Thành B", ["action"] = "look",
        });
        pests.Remove("km");
        Add(write, "pests", commune, "can-bo-xa", Urgency.Routine, "Trạm Trồng trọt và Bảo vệ thực vật", null, Morning.AddHours(-2), 7, pests);
    }

    private BulletinVersion Add(
        Write write, string kind, Guid areaId, string writer, Urgency urgency, string source, string? document, DateTime at, int days, Dictionary<string, BulletinTextInput> texts)
    {
        var who = db.Users.Local.Single(u => u.UserName == writer);
        var bulletin = new Bulletin
        {
            Id = write.NewId(), AreaId = areaId, Kind = kind, Code = $"DEMX{db.Bulletins.Local.Count + 3}A", CreatedAt = at, AuthorId = who.Id, Author = who.DisplayName,
            SearchText = SearchKey.Fold(string.Join(' ', texts.Values.Select(t => t.Title).Append(source).Append(document))),
        };
        var version = new BulletinVersion
        {
            Id = write.NewId(), BulletinId = bulletin.Id, Number = 1, Urgency = urgency, Source = source, DocumentNumber = document, ValidFrom = at, ValidTo = at.AddDays(days),
            Audience = new Audience([areaId]).ToJson(), WriterId = who.Id, Writer = who.DisplayName, Writers = $"{who.Id}", At = at, Edition = 1,
        };
        db.Bulletins.Add(bulletin);
        db.BulletinVersions.Add(version);
        db.BulletinTexts.AddRange(texts.Select(t => new BulletinText
        {
            VersionId = version.Id, Language = t.Key, Title = t.Value.Title ?? "", Body = t.Value.Body ?? "", Short = t.Value.Short ?? "", NeedsReview = t.Value.NeedsReview,
        }));
        write.Changed(ChangeKind.Bulletin, bulletin.Id);
        return version;
    }

    private static void Submit(BulletinVersion version, int minutes) =>
        (version.State, version.SubmittedAt, version.DecisionDueAt) = (BulletinState.Submitted, version.At.AddMinutes(20), version.At.AddMinutes(20 + minutes));

    private void Decide(BulletinVersion version, string decider, BulletinState state)
    {
        var who = db.Users.Local.Single(u => u.UserName == decider);
        (version.State, version.DeciderId, version.Decider, version.DecidedAt) = (state, who.Id, who.DisplayName, version.SubmittedAt!.Value.AddMinutes(30));
        if (state == BulletinState.Approved)
        {
            db.Bulletins.Local.Single(b => b.Id == version.BulletinId).Approved = version.Number;
        }
    }

    private static string Day(DateOnly day) => Web.Formats.Iso(day);
}
