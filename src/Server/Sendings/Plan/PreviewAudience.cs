using Microsoft.EntityFrameworkCore;
using TungNgo.Areas;
using TungNgo.Bulletins;
using TungNgo.Bulletins.Words;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Gateways.Sms;
using TungNgo.Providers;
using TungNgo.Relays;
using TungNgo.Sendings.Dispatch;

namespace TungNgo.Sendings.Plan;

/// <summary>What is asked about before anything is sent.</summary>
/// <param name="Texts">Language → what an SMS would say, for its segments; languages of the bulletin are its keys.</param>
/// <param name="VersionId">Households that have this version already are not counted again.</param>
internal sealed record PreviewAsk(Audience Audience, Chain Chain, string Kind, bool Emergency, DateTime From, IReadOnlyDictionary<string, string> Texts, Guid? VersionId = null)
{
    public static PreviewAsk Of(Bulletin bulletin, BulletinVersion version, IEnumerable<BulletinText> texts, ServerOptions server) => new(
        Audience.Of(version.Audience), Chain.Of(version), bulletin.Kind, version.Urgency == Urgency.Emergency, version.ValidFrom,
        texts.Where(t => t.Body.Length > 0).ToDictionary(t => t.Language, t => Messages.Write(ChannelFamily.Sms, Notice.Of(version, t, bulletin.Code, server))), version.Id);
}

/// <summary>Counts a plan without making it, by the very rules that will make it.</summary>
internal sealed class PreviewAudience(AppDb db, AreaTree areas, ChannelBook channels, TimeProvider clock)
{
    public async Task<Preview> CountAsync(PreviewAsk ask, CancellationToken ct)
    {
        var tree = areas.Today;
        var ofTeams = ask.Audience.TeamRoles is { Length: > 0 };
        var (hamlets, repeated) = ask.Audience.HamletsOf(tree);
        var leaves = ofTeams ? [.. ask.Audience.Areas.SelectMany(tree.Below).Select(u => u.AreaId).Distinct()] : hamlets;
        var groups = ofTeams ? [] : await new RelayPlan(db, tree, channels, clock.Today()).GroupsAsync(ask.Audience, ct);
        // A stand-in for the relays that do not exist yet: each group its own.
        var relays = groups.ToDictionary(g => g.Group.Id, g => g.Group.Id);
        var sum = new Sum(ask, channels);
        var again = 0;
        foreach (var hamlet in leaves)
        {
            var reader = new RecipientReader(db, ask.Audience, ask.Emergency, clock.Today());
            var facts = await reader.ReadAsync(hamlet, relays, ct);
            if (ask.VersionId is { } version)
            {
                var has = (await db.Recipients.Where(r => r.VersionId == version && r.HamletId == hamlet).Select(r => r.RecipientId).ToListAsync(ct)).ToHashSet();
                again += facts.RemoveAll(f => has.Contains(f.Id));
            }

            var ways = new Ways(channels, hamlet, ask.Chain, ask.Kind, clock.GetUtcNow().UtcDateTime, await reader.OptOutsAsync(facts, ct), (channel, kind) => channel.HasTemplate(kind, ask.Texts.Keys));
            sum.Add(hamlet, facts, ways, groups.Count(g => g.Team.AreaId == hamlet));
        }

        return sum.Result(again + await RepeatedHouseholdsAsync(ask.Audience, tree, repeated, ofTeams, ct));
    }

    private async Task<int> RepeatedHouseholdsAsync(Audience audience, DayTree tree, int repeatedHamlets, bool ofTeams, CancellationToken ct)
    {
        if (repeatedHamlets == 0 || ofTeams)
        {
            return 0;
        }

        var times = audience.Areas.Distinct().SelectMany(tree.HamletsOf).GroupBy(h => h).Where(g => g.Count() > 1).ToDictionary(g => g.Key, g => g.Count() - 1);
        var twice = times.Keys.ToList();
        var counts = await db.Households.Where(h => twice.Contains(h.HamletId) && h.ClosedDay == null).GroupBy(h => h.HamletId).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(ct);
        return counts.Sum(c => c.Count * times[c.Key]);
    }

    /// <summary>Adds up hamlet by hamlet; nothing of single households is kept.</summary>
    private sealed class Sum(PreviewAsk ask, ChannelBook channels)
    {
        private readonly List<HamletPreview> hamlets = [];
        private readonly Dictionary<string, int> languages = [];
        private readonly Dictionary<string, int> missing = [];
        private readonly Dictionary<Guid, (int First, int Most)> messages = [];
        private readonly int segments = ask.Texts.Count == 0 ? 0 : ask.Texts.Values.Max(t => SmsSegments.Of(t).Count);
        private int households, byPhone, byGroup, atDoor, optedOut, withoutConsent;

        public void Add(Guid hamlet, List<Facts> facts, Ways finder, int groups)
        {
            var first = new Dictionary<ChannelFamily, int>();
            foreach (var recipient in facts)
            {
                var ways = finder.Of(recipient);
                var step = ways.Count == 0 ? 0 : ways.Min(w => w.Step);
                foreach (var family in ways.Where(w => w.Step == step).Select(w => w.Kind.Family()).Distinct())
                {
                    first[family] = first.GetValueOrDefault(family) + 1;
                }

                foreach (var way in ways.Where(w => w.Channel is not null))
                {
                    var (f, m) = messages.GetValueOrDefault(way.Channel!.Id);
                    messages[way.Channel.Id] = (f + (way.Step == step ? 1 : 0), m + 1);
                }

                var spoken = recipient.Language.Split('+');
                var language = spoken.FirstOrDefault(ask.Texts.ContainsKey) ?? "vi";
                languages[language] = languages.GetValueOrDefault(language) + 1;
                if (!ask.Texts.ContainsKey(spoken[0]))
                {
                    missing[spoken[0]] = missing.GetValueOrDefault(spoken[0]) + 1;
                }

                var (phone, group) = (ways.Any(w => w.Channel is not null), ways.Any(w => w.Kind.Family() == ChannelFamily.Relay));
                byPhone += phone ? 1 : 0;
                byGroup += !phone && group ? 1 : 0;
                atDoor += phone || group ? 0 : 1;
                withoutConsent += phone || group || recipient.MayWrite ? 0 : 1;
            }

            households += facts.Count;
            optedOut += finder.OptedOut;
            if (facts.Count > 0 || groups > 0)
            {
                hamlets.Add(new HamletPreview(hamlet, facts.Count, first, groups));
            }
        }

        public Preview Result(int repeated)
        {
            var rows = messages.Select(m => Row(channels.Find(m.Key)!, m.Value.First, m.Value.Most)).OrderBy(r => r.Kind).ToList();
            return new Preview(households, byPhone, byGroup, atDoor, withoutConsent, repeated, optedOut, languages, missing, hamlets, rows, rows.Sum(r => r.Cost));
        }

        /// <summary>The cost if every first step succeeds; what a silent household costs more stands in "most".</summary>
        private ChannelPreview Row(Channel channel, int first, int most)
        {
            var each = channel.Kind == ChannelKind.Sms ? Math.Max(1, segments) : 1;
            var quiet = QuietHours.Next(channel, ask.From, ask.Emergency);
            return new ChannelPreview(channel.Kind, channel.Name, first, most, channel.Kind == ChannelKind.Sms ? segments : 0, (long)first * each * channel.Price,
                channel.QuotaLeft ?? channel.DailyQuota, quiet > ask.From ? quiet : null, channel.StoppedBecause);
        }
    }
}
