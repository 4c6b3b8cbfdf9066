using System.Security.Cryptography;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Kinds;
using TungNgo.Feed;

namespace TungNgo.Tests.Portal;

/// <summary>Bulletins as approval leaves them, for tests of what the public sees.</summary>
internal static class Published
{
    public const string Title = "Nước mặn vào sâu ở Đại Ngãi";
    public const string KhmerTitle = "ទឹកប្រៃចូលជ្រៅនៅ ដាយង៉ាយ";

    public static Task<Bulletin> PublishAsync(this Village village, string code, Action<Bulletin, BulletinVersion>? change = null, Guid? area = null, Audience? audience = null, byte[]? sound = null) =>
        village.Server.PublishAsync(code, area ?? village.CommuneId, change, audience, sound);

    public static async Task<Bulletin> PublishAsync(
        this TestServer server, string code, Guid area, Action<Bulletin, BulletinVersion>? change = null, Audience? audience = null, byte[]? sound = null, string title = Title, string body = "Đóng cống trước 18 giờ.\nKhông lấy nước vào ruộng.")
    {
        Bulletin bulletin = null!;
        await server.WriteAsync((db, write) =>
        {
            bulletin = new Bulletin { Id = write.NewId(), AreaId = area, Kind = "salt", Code = code, CreatedAt = write.Now, Author = "Cán bộ xã", Approved = 1 };
            var version = new BulletinVersion
            {
                At = write.Now, Id = write.NewId(), BulletinId = bulletin.Id, Number = 1, State = BulletinState.Approved, Urgency = Urgency.Priority, Source = "Chi cục Thủy lợi", DocumentNumber = "12/TB-CCTL",
                ValidFrom = write.Now.AddHours(-1), ValidTo = write.Now.AddDays(2), DecidedAt = write.Now, Audience = (audience ?? new Audience([area])).ToJson(),
            };
            change?.Invoke(bulletin, version);
            db.Bulletins.Add(bulletin);
            db.BulletinVersions.Add(version);
            var file = sound is null ? null : new StoredFile { Id = write.NewId(), Name = "tin.wav", ContentType = "audio/wav", Content = sound, Hash = Convert.ToHexStringLower(SHA256.HashData(sound)), At = write.Now };
            if (file is not null)
            {
                db.StoredFiles.Add(file);
            }

            db.BulletinTexts.Add(new BulletinText { VersionId = version.Id, Language = "vi", Title = title, Body = body, AudioId = file?.Id });
            db.BulletinTexts.Add(new BulletinText { VersionId = version.Id, Language = "km", Title = KhmerTitle, Body = "បិទទ្វារទឹកមុនម៉ោង ១៨។", NeedsReview = true });
            write.Changed(ChangeKind.Bulletin, bulletin.Id);
        });
        return bulletin;
    }

    public static Task AddKindAsync(this TestServer server) => server.WriteAsync((db, write) =>
    {
        if (!db.BulletinKinds.Any(k => k.Code == "salt"))
        {
            db.BulletinKinds.Add(new BulletinKind
            {
                Id = write.NewId(), Code = "salt", Name = new() { ["vi"] = "Nước mặn", ["km"] = "ទឹកប្រៃ", ["en"] = "Salt water" }, Icon = "droplet", CapCategory = "Env", Urgency = Urgency.Priority, Order = 4,
            });
            write.Changed(ChangeKind.BulletinSettings, Guid.Empty);
        }
    });
}
