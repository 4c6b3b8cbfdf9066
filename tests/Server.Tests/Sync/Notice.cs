using System.Security.Cryptography;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Feed;
using TungNgo.Relays;
using TungNgo.Sendings;
using TungNgo.Stock;
using TungNgo.Sync;
using TungNgo.Teams;
using TungNgo.Tests.Water;

namespace TungNgo.Tests.Sync;

/// <summary>An approved salt-water notice on its way to the village: one community group, the first household waits to be told, and a station speaks for it. The team has something to lend.</summary>
internal sealed class Notice
{
    public Guid BulletinId { get; } = Guid.CreateVersion7();
    public Guid VersionId { get; } = Guid.CreateVersion7();
    public Guid SendingId { get; } = Guid.CreateVersion7();
    public Guid GroupId { get; } = Guid.CreateVersion7();
    public Guid RelayId { get; } = Guid.CreateVersion7();
    public Guid StationId { get; private set; }
    public Guid CardId { get; } = Guid.CreateVersion7();

    /// <summary>What the village's team has to hand out.</summary>
    public static Guid Material { get; } = StockKind.Standard[2].Id;
    public static byte[] Card { get; } = [0x89, (byte)'P', (byte)'N', (byte)'G', .. RandomNumberGenerator.GetBytes(1000)];

    public static async Task<Notice> IssueAsync(Village village, Urgency urgency = Urgency.Priority, Guid? keeper = null)
    {
        var notice = new Notice();
        await village.Server.WriteAsync((db, write) =>
        {
            notice.Approve(db, write, village, urgency);
            db.StockBalances.Add(new StockBalance { TeamId = village.TeamId, KindId = Material, Balance = 20 });
            db.ZaloGroups.Add(new ZaloGroup { Id = notice.GroupId, TeamId = village.TeamId, Name = "Bà con ấp Trường Thành B", Link = "https://zalo.me/g/abc123", Language = "km" });
            write.Changed(ChangeKind.ZaloGroup, notice.GroupId);
            db.Relays.Add(new Relay
            {
                Id = notice.RelayId, SendingId = notice.SendingId, VersionId = notice.VersionId, BulletinId = notice.BulletinId, GroupId = notice.GroupId, TeamId = village.TeamId,
                AreaId = village.HamletId, Language = "km", MemberId = keeper, People = 40, CreatedAt = write.Now, DueAt = write.Now.AddHours(4),
            });
            write.Changed(ChangeKind.Relay, notice.RelayId, village.HamletId);
            notice.Tell(db, write, village.Households[0].Id, village.HamletId);
        });
        notice.StationId = (await village.Server.StationAsync(village.HamletId, key: null)).Id;
        return notice;
    }

    private void Approve(AppDb db, Write write, Village village, Urgency urgency)
    {
        db.Bulletins.Add(new Bulletin { Id = BulletinId, AreaId = village.CommuneId, Kind = "salt", Code = $"{BulletinId:n}"[^6..], CreatedAt = write.Now, Author = "Nguyễn Thị Mai", Approved = 1 });
        db.BulletinVersions.Add(new BulletinVersion
        {
            At = write.Now, Id = VersionId, BulletinId = BulletinId, Number = 1, State = BulletinState.Approved, Urgency = urgency, Source = "Chi cục Thủy lợi", ValidFrom = write.Now, ValidTo = write.Now.AddDays(3),
            Audience = new Audience([village.CommuneId]).ToJson(),
        });
        db.BulletinTexts.Add(new BulletinText { VersionId = VersionId, Language = "vi", Title = "Mặn lên cao", Body = "Đừng lấy nước từ chiều nay.", CardId = CardId });
        db.BulletinTexts.Add(new BulletinText { VersionId = VersionId, Language = "km", Title = "ទឹកប្រៃឡើងខ្ពស់", Body = "កុំយកទឹកពីល្ងាចនេះ។", NeedsReview = true });
        db.StoredFiles.Add(new StoredFile { Id = CardId, Name = "the.png", ContentType = "image/png", Content = Card, Hash = Convert.ToHexStringLower(SHA256.HashData(Card)), At = write.Now });
        db.Sendings.Add(new Sending
        {
            Id = SendingId, BulletinId = BulletinId, VersionId = VersionId, AreaId = village.CommuneId, Kind = "salt", Audience = "{}", Chain = Chain.Routine.ToJson(), State = SendingState.Running,
            CreatedAt = write.Now, NotBefore = write.Now, ValidTo = write.Now.AddDays(3),
        });
        write.Changed(ChangeKind.Bulletin, BulletinId);
    }

    public void Tell(AppDb db, Write write, Guid householdId, Guid hamletId)
    {
        db.Recipients.Add(new Recipient { VersionId = VersionId, RecipientId = householdId, SendingId = SendingId, HamletId = hamletId, Language = "km", StepAt = write.Now, PlannedDay = 0 });
        db.Deliveries.Add(new Delivery
        {
            Id = write.NewId(), SendingId = SendingId, VersionId = VersionId, RecipientId = householdId, HamletId = hamletId, Step = 3, Kind = ChannelKind.InPerson, Language = "km", To = "", State = DeliveryState.Queued, DueAt = write.Now,
        });
        write.Changed(ChangeKind.Telling, householdId, hamletId);
    }

    public Task CancelAsync(Village village) => village.Server.WriteAsync((db, write) =>
    {
        db.Bulletins.Single(b => b.Id == BulletinId).CancelledAt = write.Now;
        write.Changed(ChangeKind.Bulletin, BulletinId);
    });

    public Mutation Post(Village village, Guid? memberId = null, Guid? proof = null) => village.Mutate("relay.posted", memberId) with { Relay = new PushRelay(RelayId, proof) };
}
