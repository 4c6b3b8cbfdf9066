using Microsoft.EntityFrameworkCore;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Gatherings;
using TungNgo.Help;
using TungNgo.Households;
using TungNgo.Households.Pages;
using TungNgo.Questions;
using TungNgo.Services;
using TungNgo.Stock;
using TungNgo.Training;
using TungNgo.Visits;
using TungNgo.Walks;

namespace TungNgo.Demo;

/// <summary>
/// What the visitor's hamlet has prepared for the campaign's first days: two walks, an afternoon at the pagoda with times to book, material, answers, a class that is
/// still a draft. No chance is used, so that nothing else of the demo depends on it.
/// </summary>
internal sealed class DemoOctober(AppDb db, ServiceCatalogue catalogue)
{
    private const int DoorsToWalk = 18, WalkMinutes = 300;
    private static readonly DateTime Evening = LegalDay.Start(KnownFigures.Day).AddHours(17);

    private static readonly (string Service, string Vi, string Answer, string Km, string AnswerKm)[] Answers =
    [
        ("vneid2", "Đổi điện thoại thì có mất VNeID không?", "Không mất. Cài lại VNeID trên máy mới, đăng nhập bằng số định danh và xác thực bằng căn cước gắn chíp. Máy cũ sẽ tự thoát.",
            "ប្ដូរទូរស័ព្ទថ្មី តើបាត់ VNeID ទេ?", "មិនបាត់ទេ។ ដំឡើង VNeID លើទូរស័ព្ទថ្មី រួចចូលដោយលេខអត្តសញ្ញាណ និងផ្ទៀងផ្ទាត់ដោយកាតមានឈីប។ ទូរស័ព្ទចាស់នឹងចេញដោយខ្លួនឯង។"),
        ("scam", "Có người gọi tự xưng công an bắt cài ứng dụng thì làm gì?", "Tắt máy, không bấm vào liên kết nào. Công an không làm việc qua điện thoại. Báo cho tổ và công an xã.",
            "មានគេទូរស័ព្ទមកថាជាប៉ូលិស ឱ្យដំឡើងកម្មវិធី តើត្រូវធ្វើអ្វី?", "ដាក់ទូរស័ព្ទចុះ កុំចុចតំណណាមួយ។ ប៉ូលិសមិនធ្វើការតាមទូរស័ព្ទទេ។ ប្រាប់ក្រុម និងប៉ូលិសឃុំ។"),
    ];

    public async Task AddAsync(DemoTeams teams, DemoCommune commune, Write write, CancellationToken ct)
    {
        var hamlet = commune.Hamlets.Single(h => h.Name == DemoAccounts.Hamlet);
        var team = teams.ByArea[hamlet.Id];
        await WalksAsync(hamlet, team, write, ct);
        Gathering(hamlet, team, write);
        foreach (var (kind, count) in StockKind.Standard.Zip([300, 25, 2]))
        {
            await KeepStock.KeepAsync(write, team.Row, new StockMove
            {
                Id = write.NewId(), TeamId = team.Row.Id, KindId = kind.Id, Deed = StockDeed.Received, Count = count, At = Evening, By = "Nguyễn Thị Mai", Note = "Phiếu giao số 07",
            }, ct);
        }

        foreach (var (service, vi, answer, km, answerKm) in Answers)
        {
            var made = db.KnownAnswers.Add(new KnownAnswer
            {
                Id = write.NewId(), AreaId = commune.Unit.AreaId, ServiceId = catalogue.InOrder.Single(s => s.Code == service).Id, Question = vi, Answer = answer, QuestionKm = km,
                AnswerKm = answerKm, SearchText = SearchKey.Fold($"{vi} {answer} {km} {answerKm}"), PublishedBy = "Nguyễn Thị Mai", PublishedAt = Evening, ChangedAt = Evening,
            }).Entity;
            write.Changed(ChangeKind.KnownAnswer, made.Id, made.AreaId);
        }

        var held = db.TrainingClasses.Add(new TrainingClass
        {
            Id = write.NewId(), Course = "security", AreaId = commune.Unit.AreaId, Place = "Hội trường Ủy ban nhân dân xã", Trainer = "Sở Thông tin và Truyền thông", Day = DemoCampaigns.First.AddDays(3),
            Starts = new(8, 0), Minutes = 180, Seats = 40, EditedBy = "Nguyễn Thị Mai", EditedAt = Evening,
        }).Entity;
        write.Changed(ChangeKind.Training, held.Id);
    }

    /// <summary>The leader and the member whose phones a visitor gets walk to doors that nobody has met, on the campaign's first morning.</summary>
    private async Task WalksAsync(DemoHamlet hamlet, DemoTeam team, Write write, CancellationToken ct)
    {
        var lanes = hamlet.Lanes.ToDictionary(l => l.Id, l => l.Order);
        var doors = (await db.Households.AsNoTracking().Where(h => h.HamletId == hamlet.Id && h.FirstMetDay == null && h.Closed == null && h.LaneId != null).ToListAsync(ct))
            .OrderBy(h => lanes[h.LaneId!.Value]).ThenBy(h => h.Order).ThenBy(h => h.Head, StringComparer.Ordinal).Take(DoorsToWalk).ToDictionary(h => h.Id);
        var ids = doors.Keys.ToList();
        var people = (await db.People.AsNoTracking().Where(p => ids.Contains(p.HouseholdId)).ToListAsync(ct)).ToLookup(p => p.HouseholdId, p => p.BirthYear);
        var elder = KnownFigures.Day.Year - RegisterFilter.ElderAge;
        Walkers[] walkers = [.. new[] { team.Members[0], team.Members[2] }.Select(m => new Walkers([m.Id], m.Languages.Split(',').Contains("km"), new Dictionary<Guid, int>()))];
        var pieces = WalkCut.Cut(doors.Values.Select(h => new DoorToWalk(
            h.Id, h.LaneId, lanes[h.LaneId!.Value], h.Order, h.Latitude, h.Longitude, DoorMinutes.Of(people[h.Id].Count(), people[h.Id].Any(y => y <= elder)), h.Language == "km")), walkers, WalkMinutes);
        var dayBegins = LegalDay.Start(KnownFigures.Day);
        foreach (var (piece, i) in pieces.Select((p, i) => (p, i)))
        {
            var walk = db.Walks.Add(new Walk
            {
                Id = write.NewId(), HamletId = hamlet.Id, TeamId = team.Row.Id, Number = i + 1, Day = DemoCampaigns.First.AddDays(piece.Part), Members = [.. piece.Walkers.Members], Minutes = piece.Minutes,
                NeedsKhmer = piece.NeedsKhmer, Services = [.. catalogue.InOrder.Where(s => s is { Active: true, Kind: ServiceKind.Service }).Take(CutWalks.MostServices).Select(s => s.Id)],
                OpenedAt = Evening, OpenedBy = "Nguyễn Thị Mai",
            }).Entity;
            db.WalkDoors.AddRange(WalkOrder.Of(piece.Doors).Select((d, at) => new WalkDoor
            {
                WalkId = walk.Id, HouseholdId = d.Id, Order = at + 1, Minutes = d.Minutes, IsHeld = true, After = doors[d.Id].LastVisitAt is { } seen && seen > dayBegins ? seen : dayBegins.AddTicks(-1),
            }));
            write.Changed(ChangeKind.Walk, walk.Id, hamlet.Id);
        }
    }

    private void Gathering(DemoHamlet hamlet, DemoTeam team, Write write)
    {
        var held = db.Gatherings.Add(new Gathering
        {
            Id = write.NewId(), HamletId = hamlet.Id, TeamId = team.Row.Id, Kind = GatheringPlace.Pagoda, Place = "Chùa Trường Thành", Day = DemoCampaigns.First.AddDays(1), Starts = new(13, 30), Minutes = 180,
            SlotMinutes = 30, SlotSeats = 4, Services = [.. catalogue.InOrder.Where(s => s.Code is "vneid2" or "payment").Select(s => s.Id)], EditedBy = "Nguyễn Thị Mai", EditedAt = Evening,
        }).Entity;
        db.Bookings.Add(new Booking { Id = write.NewId(), GatheringId = held.Id, Slot = new(13, 30), Name = "Thạch Thị Sa Phia", Code = HelpText.NewCode(), At = Evening });
        write.Changed(ChangeKind.Gathering, held.Id, hamlet.Id);
    }
}
