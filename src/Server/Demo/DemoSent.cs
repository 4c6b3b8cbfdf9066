using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Data.Rows;
using TungNgo.Feed;
using TungNgo.Figures;
using TungNgo.Households;
using TungNgo.Relays;
using TungNgo.Sendings;

namespace TungNgo.Demo;

/// <summary>
/// How a bulletin of the days before went out: posted in the groups, by Zalo, by SMS, told at doors, and here and there nobody. The rows are
/// those that the ledger would have left behind.
/// </summary>
internal sealed class DemoSent(int seed, AppDb db, Write write)
{
    private readonly Random random = new(seed + 2);
    private readonly List<Recipient> recipients = [];
    private readonly List<Delivery> deliveries = [];

    public async Task AddAsync(Bulletin bulletin, BulletinVersion version, CancellationToken ct)
    {
        var (from, chain) = (version.DecidedAt!.Value, Chain.Routine);
        var sending = new Sending
        {
            Id = write.NewId(), BulletinId = bulletin.Id, VersionId = version.Id, AreaId = bulletin.AreaId, Kind = bulletin.Kind, Audience = version.Audience, Chain = chain.ToJson(),
            State = SendingState.Done, CreatedAt = from, NotBefore = from, ValidTo = version.ValidTo, PlannedAt = from.AddSeconds(9), EndedAt = version.ValidTo,
        };
        db.Sendings.Add(sending);
        write.Changed(ChangeKind.Sending, sending.Id);
        // The demo's hamlets are not in the tree before the fill is committed.
        var hamlets = await db.AreaVersions.Where(v => v.ParentId == bulletin.AreaId && v.Kind == AreaKind.Hamlet).Select(v => v.AreaId).Distinct().OrderBy(id => id).ToListAsync(ct);
        var relays = await RelaysAsync(sending, chain, [.. hamlets, bulletin.AreaId], ct);
        var channels = db.Channels.Local.ToList();
        foreach (var hamlet in hamlets)
        {
            var contacts = (await db.ContactPoints.AsNoTracking().Where(c => db.Households.Any(h => h.Id == c.HouseholdId && h.HamletId == hamlet)).ToListAsync(ct)).ToLookup(c => c.HouseholdId!.Value);
            var agreed = (await ContactConsents.Standing(db).Where(c => db.Households.Any(h => h.Id == c.HouseholdId && h.HamletId == hamlet)).Select(c => c.HouseholdId).ToListAsync(ct)).ToHashSet();
            var doors = await db.Households.AsNoTracking().Where(h => h.HamletId == hamlet).OrderBy(h => h.Number).Select(h => new { h.Id, h.Language, h.Phone }).ToListAsync(ct);
            var (planned, reached) = (doors.Count, 0);
            foreach (var door in doors)
            {
                var road = new Road(this, sending, door.Id, hamlet, door.Language == "km" ? "km" : "vi");
                var group = contacts[door.Id].Where(c => c.Kind == ContactKind.Group).Select(c => relays.GetValueOrDefault(Guid.Parse(c.Address))).FirstOrDefault(r => r is not null);
                var user = agreed.Contains(door.Id) ? contacts[door.Id].FirstOrDefault(c => c.Kind == ContactKind.Zalo) : null;
                road.ByRelay(group);
                road.ByZalo(user, DemoChannels.Of(channels, "zalo").Id);
                road.BySms(agreed.Contains(door.Id) && door.Phone is { } phone ? $"84{phone[1..]}" : null, DemoChannels.Of(channels, "esms").Id);
                road.AtDoor();
                reached += road.End() ? 1 : 0;
            }

            await db.InsertAsync(recipients, ct);
            await db.InsertAsync(deliveries, ct);
            db.PlannedHamlets.Add(new PlannedHamlet { SendingId = sending.Id, HamletId = hamlet, Recipients = recipients.Count, Deliveries = deliveries.Count });
            write.Cells.Add(hamlet, Indicators.NoticesPlanned, LegalDay.Of(from).Number(), planned);
            write.Cells.Add(hamlet, Indicators.NoticesReached, LegalDay.Of(from).Number(), reached);
            recipients.Clear();
            deliveries.Clear();
        }
    }

    private async Task<Dictionary<Guid, Relay>> RelaysAsync(Sending sending, Chain chain, List<Guid> units, CancellationToken ct)
    {
        var day = LegalDay.Of(sending.CreatedAt);
        var groups = await (
            from team in db.Teams.Where(t => units.Contains(t.AreaId))
            join own in db.ZaloGroups on team.Id equals own.TeamId
            orderby own.Id
            select new { own, team, People = db.ZaloGroupCounts.Where(c => c.GroupId == own.Id && c.Day <= day).OrderByDescending(c => c.Day).Select(c => (int?)c.Members).FirstOrDefault() }).AsNoTracking().ToListAsync(ct);
        var relays = new Dictionary<Guid, Relay>();
        foreach (var group in groups)
        {
            var posted = !random.Chance(0.07);
            var late = posted && random.Chance(0.12);
            var relay = new Relay
            {
                Id = write.NewId(), SendingId = sending.Id, VersionId = sending.VersionId, BulletinId = sending.BulletinId, GroupId = group.own.Id, TeamId = group.team.Id, AreaId = group.team.AreaId,
                Language = group.own.Language == "km" ? "km" : "vi", MemberId = group.own.OwnerMemberId, People = group.People, CreatedAt = sending.PlannedAt!.Value,
                DueAt = sending.NotBefore.AddMinutes(chain.Steps[0].WaitMinutes), State = posted ? RelayState.Posted : RelayState.Missed,
                PostedAt = posted ? sending.NotBefore.AddMinutes(late ? random.Next(245, 900) : random.Next(4, 200)) : null, PostedBy = posted ? group.own.OwnerMemberId : null,
            };
            if (late || !posted)
            {
                (relay.RemindedAt, relay.EscalatedAt) = (relay.CreatedAt.AddMinutes(120), relay.DueAt);
            }

            db.Relays.Add(relay);
            write.Changed(ChangeKind.Relay, relay.Id, relay.AreaId);
            relays[group.own.Id] = relay;
        }

        return relays;
    }

    private Guid NewId() => write.NewId();

    /// <summary>The ways to one household, walked in the order of the chain until one of them reached it.</summary>
    private sealed class Road(DemoSent sent, Sending sending, Guid household, Guid hamlet, string language)
    {
        private DateTime at = sending.NotBefore.AddSeconds(sent.random.Next(10, 240));
        private (DateTime At, ChannelKind By)? reached;
        private DateTime? late;
        private int step;

        public void ByRelay(Relay? relay)
        {
            if (relay is null)
            {
                return;
            }

            var done = relay.State == RelayState.Posted;
            var way = Add(0, ChannelKind.Relay, null, "", relay.Id, done ? DeliveryState.Done : DeliveryState.Expired, relay.PostedAt ?? sending.ValidTo);
            way.SentAt = relay.PostedAt;
            // Posted late: the next step has begun meanwhile.
            late = done && relay.PostedAt > relay.DueAt ? relay.PostedAt : null;
            Reach(done && late is null, relay.PostedAt, ChannelKind.Relay);
            at = relay.DueAt;
        }

        public void ByZalo(ContactPoint? user, Guid channel)
        {
            if (user is null || Skip(1, ChannelKind.ZaloCs, channel, user.Address))
            {
                return;
            }

            var state = sent.random.NextDouble() switch { < 0.55 => DeliveryState.Seen, < 0.93 => DeliveryState.Delivered, < 0.97 => DeliveryState.NoReceipt, _ => DeliveryState.Failed };
            Send(1, ChannelKind.ZaloCs, channel, user.Address, state, state == DeliveryState.Failed ? "-230" : null, 240);
        }

        public void BySms(string? phone, Guid channel)
        {
            if (phone is null || Skip(2, ChannelKind.Sms, channel, phone))
            {
                return;
            }

            var state = sent.random.NextDouble() switch { < 0.9 => DeliveryState.Delivered, < 0.96 => DeliveryState.NoReceipt, _ => DeliveryState.Failed };
            Send(2, ChannelKind.Sms, channel, phone, state, state == DeliveryState.Failed ? "2" : null, 720);
        }

        public void AtDoor()
        {
            if (Skip(3, ChannelKind.InPerson, null, ""))
            {
                return;
            }

            if (late is { } posted && posted < at.AddHours(3))
            {
                Reach(true, posted, ChannelKind.Relay);
                Skip(3, ChannelKind.InPerson, null, "");
                return;
            }

            var (told, when) = (sent.random.Chance(0.55), at.AddHours(sent.random.Next(3, 130)));
            told &= when < sending.ValidTo;
            Add(3, ChannelKind.InPerson, null, "", null, told ? DeliveryState.Done : DeliveryState.Expired, told ? when : sending.ValidTo);
            Reach(told, when, ChannelKind.InPerson);
        }

        /// <returns>Whether the household was reached.</returns>
        public bool End()
        {
            Reach(reached is null && late is not null, late, ChannelKind.Relay);
            sent.recipients.Add(new Recipient
            {
                VersionId = sending.VersionId, RecipientId = household, SendingId = sending.Id, HamletId = hamlet, Language = language, Step = step, StepAt = at,
                State = reached is null ? RecipientState.Unreached : RecipientState.Reached, PlannedDay = LegalDay.Of(sending.CreatedAt).Number(), ReachedAt = reached?.At, ReachedBy = reached?.By,
            });
            return reached is not null;
        }

        private bool Skip(int place, ChannelKind kind, Guid? channel, string to)
        {
            if (reached is not null)
            {
                Add(place, kind, channel, to, null, DeliveryState.Skipped, reached.Value.At);
            }

            return reached is not null;
        }

        private void Send(int place, ChannelKind kind, Guid channel, string to, DeliveryState state, string? code, int minutes)
        {
            var answered = state is DeliveryState.Delivered or DeliveryState.Seen;
            var way = Add(place, kind, channel, to, null, state, answered ? at.AddSeconds(sent.random.Next(2, 900)) : at.AddMinutes(minutes));
            (way.Code, way.Attempts, way.StartedAt, way.SentAt) = (code, 1, at, state == DeliveryState.Failed ? null : at.AddSeconds(1));
            Reach(answered, way.EndedAt, kind);
            at = at.AddMinutes(minutes);
        }

        private Delivery Add(int place, ChannelKind kind, Guid? channel, string to, Guid? relay, DeliveryState state, DateTime end)
        {
            var way = new Delivery
            {
                Id = sent.NewId(), SendingId = sending.Id, VersionId = sending.VersionId, RecipientId = household, HamletId = hamlet, Step = place, Kind = kind, ChannelId = channel, RelayId = relay,
                Language = language, To = to, State = state, DueAt = at, EndedAt = end,
            };
            sent.deliveries.Add(way);
            step = state == DeliveryState.Skipped ? step : place;
            return way;
        }

        private void Reach(bool done, DateTime? when, ChannelKind by) => reached = done && when is { } instant ? (instant, by) : reached;
    }
}
