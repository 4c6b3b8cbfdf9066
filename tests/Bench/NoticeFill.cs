using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Feed;
using TungNgo.Households;
using TungNgo.Providers;
using TungNgo.Sendings;

namespace TungNgo.Bench;

/// <summary>A commune of households that can all be written to, and approved bulletins for them.</summary>
internal sealed class NoticeFill(IServiceProvider services)
{
    private const int PerHamlet = 500;

    /// <summary>Long Phú's households, the number of the demo.</summary>
    public const int LongPhu = 26_291;

    public Guid CommuneId { get; } = services.GetRequiredService<AreaTree>().Today.All.First(a => a.Code == "31654").AreaId;

    public static string PhoneOf(int i) => $"0{900_000_000 + i}";

    /// <summary>As the simulators count their crowds.</summary>
    public static string UserOf(int i) => $"{5_600_000_000_000_000_000 + i}";

    public List<Guid> Hamlets { get; } = [];

    /// <param name="count">Each with a telephone and consent.</param>
    /// <param name="withZalo">Which of them, counted from 0, also have Zalo; null is all.</param>
    public async Task HouseholdsAsync(int count, Func<int, bool>? withZalo = null)
    {
        await WriteAsync((db, write) =>
        {
            for (var i = 0; i < (count + PerHamlet - 1) / PerHamlet; i++)
            {
                var area = new Area { Id = write.NewId() };
                area.Versions.Add(new AreaVersion
                {
                    Id = write.NewId(), AreaId = area.Id, Name = $"{i + 1}", NameKey = $"ap {i + 1}", Kind = AreaKind.Hamlet, ParentId = CommuneId, RecordedAt = write.Now,
                });
                db.Areas.Add(area);
                write.Changed(ChangeKind.Area, area.Id);
                Hamlets.Add(area.Id);
            }

            return Task.CompletedTask;
        });
        await WriteAsync(async (db, write) =>
        {
            var (names, day) = (new BenchNames(), LegalDay.Of(write.Now).Number());
            var households = Enumerable.Range(0, count).Select(i => (Id: write.NewId(), Hamlet: Hamlets[i / PerHamlet], Head: names.Next())).Select((h, i) => new Household
            {
                Id = h.Id, Number = write.Changed(ChangeKind.Household, h.Id, h.Hamlet), HamletId = h.Hamlet, Head = h.Head, SearchText = SearchKey.Fold(h.Head), Phone = PhoneOf(i),
                Language = i % 3 == 0 ? "km" : "vi", Size = 4, AddedDay = day, Order = i % PerHamlet,
            }).ToList();
            await db.InsertAsync(households, CancellationToken.None);
            await db.InsertAsync(households.Select(h => new Consent
            {
                Id = write.NewId(), HouseholdId = h.Id, Purpose = "contact", Method = "spoken", Language = "km", At = write.Now, By = "Kim Thị Út",
            }), CancellationToken.None);
            await db.InsertAsync(households.Select((h, i) => (h.Id, I: i)).Where(h => withZalo?.Invoke(h.I) ?? true).Select(h => new ContactPoint
            {
                Id = write.NewId(), HouseholdId = h.Id, Kind = ContactKind.Zalo, Address = UserOf(h.I), Follows = true, LastInteractionAt = write.Now.AddHours(-1), AddedAt = write.Now,
            }), CancellationToken.None);
        });
    }

    /// <summary>A channel that counts and throws away, as fast as it is asked to.</summary>
    public async Task<Guid> NoChannelAsync(bool paused)
    {
        var id = Guid.Empty;
        await WriteAsync((db, write) =>
        {
            id = db.Channels.Add(new Channel
            {
                Id = write.NewId(), AreaId = CommuneId, Kind = ChannelKind.Sms, Name = "none", Provider = "none", BucketKey = "none", PerMinute = int.MaxValue,
                PausedUntil = paused ? write.Now.AddDays(2) : null,
            }).Entity.Id;
            write.Changed(ChangeKind.Channel, id);
            return Task.CompletedTask;
        });
        return id;
    }

    /// <returns>The sending of a bulletin that is approved at this moment.</returns>
    public async Task<Sending> SendAsync(Chain chain, Urgency urgency = Urgency.Routine, Audience? audience = null)
    {
        Sending sending = null!;
        await WriteAsync((db, write) =>
        {
            var bulletin = new Bulletin
            {
                Id = write.NewId(), AreaId = CommuneId, Kind = "salt", Code = write.NewId().ToString("n")[20..], CreatedAt = write.Now, Author = "Cán bộ", Approved = 1,
            };
            var version = new BulletinVersion
            {
                At = write.Now, Id = write.NewId(), BulletinId = bulletin.Id, Number = 1, State = BulletinState.Approved, Urgency = urgency, Source = "Chi cục Thủy lợi", ValidFrom = write.Now,
                ValidTo = write.Now.AddDays(3), Audience = (audience ?? new Audience([CommuneId])).ToJson(),
            };
            db.Bulletins.Add(bulletin);
            db.BulletinVersions.Add(version);
            db.BulletinTexts.Add(new BulletinText { VersionId = version.Id, Language = "vi", Title = "Nước mặn 4 g/l", Body = "Không lấy nước vào ruộng.", Short = "Man 4 g/l, khong lay nuoc." });
            db.BulletinTexts.Add(new BulletinText { VersionId = version.Id, Language = "km", Title = "ទឹកប្រៃ 4 g/l", Body = "កុំបូមទឹកចូលស្រែ។", Short = "ទឹកប្រៃ 4 g/l" });
            sending = new StartSending(db).Begin(write, bulletin, version, chain);
            return Task.CompletedTask;
        });
        return sending;
    }

    public async Task WriteAsync(Func<AppDb, Write, Task> work)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await using var write = await scope.ServiceProvider.GetRequiredService<Writer>().BeginAsync(Actor.System, CancellationToken.None);
        await work(db, write);
        write.Audit("bench.fill", Guid.Empty, null, null, null);
        await write.CommitAsync(CancellationToken.None);
    }

    public async Task<T> ReadAsync<T>(Func<AppDb, Task<T>> work)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<AppDb>>().CreateDbContextAsync();
        return await work(db);
    }
}
