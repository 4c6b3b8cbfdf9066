using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Bulletins;
using TungNgo.Contacts;
using TungNgo.Data;
using TungNgo.Sendings;
using TungNgo.Sendings.Dispatch;
using TungNgo.Simulators.Common;
using TungNgo.Web;

namespace TungNgo.Bench;

/// <summary>
/// Holds the phones against the ledger. The phones are right. A push service promises no receipt, so what a browser showed is known to the play alone;
/// a push that is repeated replaces itself where it still stands on the screen, which nobody notices and which does not count, and is seen a second
/// time by whoever had put it away, which does: it then needs the ledger's own word that it called more than once.
/// </summary>
internal sealed class KillReport(NoticeFill fill, HttpClient http, Uri host, Sending sending, bool emergency)
{
    /// <summary>States by which the ledger says that a phone has the message, or should have it.</summary>
    private static readonly DeliveryState[] SaidSent = [DeliveryState.Sent, DeliveryState.Delivered, DeliveryState.Seen, DeliveryState.NoReceipt];

    /// <summary>States by which it says that nothing went out.</summary>
    private static readonly DeliveryState[] SaidNotSent =
        [DeliveryState.Waiting, DeliveryState.Queued, DeliveryState.OptedOut, DeliveryState.Skipped, DeliveryState.Cancelled, DeliveryState.Expired];

    private bool good = true;

    /// <returns>Whether the proof holds.</returns>
    public async Task<bool> PrintAsync(int kills, int brokeOff, int subscribers, IReadOnlyCollection<NoMore> refusals)
    {
        var everything = (await http.GetFromJsonAsync<List<Shown>>(new Uri(host, $"/sim/ledger?limit={int.MaxValue}")))!;
        var faults = (await http.GetFromJsonAsync<JsonElement>(new Uri(host, "/sim/faults"))).EnumerateArray().Sum(f => f.GetProperty("hits").GetInt32());
        var push = await http.GetFromJsonAsync<JsonElement>(new Uri(host, "/sim/push"));
        var recipients = await fill.ReadAsync(db => db.Recipients.AsNoTracking().Where(r => r.SendingId == sending.Id).ToListAsync());
        var deliveries = await fill.ReadAsync(db => db.Deliveries.AsNoTracking().Where(d => d.SendingId == sending.Id).ToListAsync());
        var households = await fill.ReadAsync(db => db.Households.CountAsync());
        var explained = await SetAsync(db => db.AuditEntries.Where(a => a.Action == "delivery.send-again").Select(a => a.EntityId));
        // Every form of the notice ends with its link; the answers to who refuses have none, and are no notice.
        var link = $"/t/{await fill.ReadAsync(db => db.Bulletins.Where(b => b.Id == sending.BulletinId).Select(b => b.Code).SingleAsync())}";
        var shown = everything.Where(s => s.Text.Contains(link, StringComparison.Ordinal)).ToList();
        var phones = shown.ToLookup(AddressOf);
        var ways = deliveries.ToLookup(d => d.RecipientId);
        var refused = refusals.Select(r => (r.Kind, r.To)).ToHashSet();

        int Shows(Delivery d) => phones[(d.Kind, d.To)].Count();
        var toBrowsers = deliveries.Where(Delivery.IsToSubscriber.Compile()).ToList();
        // Ended with nothing on a phone, although neither a provider nor the person themselves said no.
        bool IsLost(IEnumerable<Delivery> tried) => tried.All(d => Shows(d) == 0 && d.State != DeliveryState.Failed)
            && !tried.All(d => d.State is DeliveryState.OptedOut or DeliveryState.GivenUp && refused.Contains((d.Kind, d.To)));
        var ended = recipients.Where(r => r.State != RecipientState.Open).Select(r => ways[r.RecipientId]);
        var lost = ended.Concat(toBrowsers.GroupBy(d => d.RecipientId)).Count(IsLost);
        var repeated = deliveries.Where(d => Shows(d) > 1).ToList();
        var seenAgain = repeated.Where(d => d.Kind == ChannelKind.WebPush).ToList();
        var unexplained = repeated.Count(d => d.Kind == ChannelKind.WebPush ? Shows(d) > d.Attempts : !explained.Contains(d.Id) || Shows(d) > 2);
        foreach (var delivery in repeated.Where(d => !emergency || !explained.Contains(d.Id)).Take(5))
        {
            Say("twice", delivery, phones);
        }

        Row("kills", kills);
        Row("calls broken by the providers", faults);
        Row("rounds of the ledger that broke off", brokeOff);
        Row("households", households);
        Row("recipients planned", recipients.Count, households);
        Row("browsers that chose a hamlet", toBrowsers.Count, subscribers);
        Row("deliveries, of them ended", deliveries.Count);
        Row("  ended", deliveries.Count(d => d.State >= DeliveryState.Delivered));
        Row("recipients reached", recipients.Count(r => r.State == RecipientState.Reached));
        // Who has been written to by a browser that never reports is waited for, a day long.
        var waiting = deliveries.Where(d => d.State == DeliveryState.Sent).Select(d => d.RecipientId).ToHashSet();
        Row("recipients that wait for an answer alone", recipients.Count(r => r.State == RecipientState.Open && waiting.Contains(r.RecipientId)));
        Row("recipients still open", recipients.Count(r => r.State == RecipientState.Open && !waiting.Contains(r.RecipientId)), 0);
        Row("phones and browsers that showed it", phones.Count);
        Row("notices shown", shown.Count);
        foreach (var way in shown.GroupBy(s => s.Channel).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            Row($"  {way.Key}", way.Count());
        }

        Row("sent blindly again, with audit", explained.Count);
        Row("lost: ended, nothing shown", lost, 0);
        Row("said sent, not shown", Count("said sent", deliveries.Where(d => SaidSent.Contains(d.State) && Shows(d) == 0), phones), 0);
        Row("shown, said not sent", Count("said not sent", deliveries.Where(d => SaidNotSent.Contains(d.State) && Shows(d) > 0), phones), 0);
        Row("shown, in no delivery", phones.Select(p => p.Key).Except(deliveries.Select(d => (d.Kind, d.To))).Count(), 0);
        Row("duplicates", repeated.Count - seenAgain.Count, emergency ? null : 0);
        Row("push: repetitions that only replaced", push.GetProperty("repeated").GetInt32());
        Row("push: seen again after it was put away", seenAgain.Count);
        Row("push: sealed so that nobody can read it", push.GetProperty("unreadable").GetInt32(), 0);
        Row("duplicates without a reason", unexplained, 0);
        await PrintRefusalsAsync(refusals, phones, deliveries, everything.Except(shown).ToList());
        good &= kills > 0;
        Console.WriteLine(good ? "The proof holds." : "THE PROOF FAILS.");
        return good;
    }

    private async Task PrintRefusalsAsync(
        IReadOnlyCollection<NoMore> refusals, ILookup<(ChannelKind, string), Shown> phones, List<Delivery> deliveries, List<Shown> others)
    {
        var optOuts = await SetAsync(db => db.OptOuts.Where(o => o.Channel == null && o.Topic == null).Select(o => o.Address));
        // A browser that is taken off leaves no address to refuse for: its keys are gone, and nothing can be sealed for it any more.
        var gone = await SetAsync(db => db.ContactPoints.Where(c => c.GoneAt != null && c.PublicKey == null && c.Secret == null).Select(c => c.Address));
        var accepted = refusals.Where(r => r.AcceptedAt is not null).ToList();
        var refused = refusals.Select(r => (r.Kind, r.To)).ToHashSet();
        // Until then a word may lie in the inbox of a node that was killed, and a call that was out goes on.
        var late = accepted.Where(r => phones[(r.Kind, r.To)].Any(s => s.At > r.AcceptedAt + Ledger.Lease)).ToList();
        foreach (var refusal in late.Where(r => !emergency || r.Kind == ChannelKind.WebPush).Take(5))
        {
            Say($"after it was refused at {refusal.AcceptedAt:HH:mm:ss.fff}", deliveries.First(d => d.Kind == refusal.Kind && d.To == refusal.To), phones);
        }

        Row("refusals, of them accepted", refusals.Count);
        foreach (var kind in accepted.GroupBy(r => r.Kind).OrderBy(g => g.Key))
        {
            Row($"  by {kind.Key}", kind.Count());
        }

        Row("  by phones that had shown the notice", accepted.Count(r => phones[(r.Kind, r.To)].Any(s => s.At <= r.AcceptedAt)));
        Row("refusals lost", accepted.Count(r => !(r.Kind == ChannelKind.WebPush ? gone : optOuts).Contains(r.To)), 0);
        // The law's emergencies are not refused; a browser that was taken off cannot be written to in any class.
        Row("shown after a refusal", late.Count(r => !emergency || r.Kind == ChannelKind.WebPush), 0);
        if (emergency)
        {
            Row("shown although refused, being an emergency", late.Count(r => r.Kind != ChannelKind.WebPush));
        }

        Row("ended as refused, by nobody", deliveries.Count(d => d.State == DeliveryState.OptedOut && !refused.Contains((d.Kind, d.To))), 0);
        var answers = Texts.Languages.Select(language => Texts.In(language)["contacts.reply.stopped"]).ToHashSet();
        Row("answers to who refused", others.Count(s => answers.Contains(s.Text)));
        Row("other messages shown", others.Count(s => !answers.Contains(s.Text)), 0);
    }

    private async Task<HashSet<T>> SetAsync<T>(Func<AppDb, IQueryable<T>> of) => (await fill.ReadAsync(db => of(db).ToListAsync())).ToHashSet();

    private (ChannelKind Kind, string To) AddressOf(Shown shown) => shown.Channel switch
    {
        "sms" => (ChannelKind.Sms, shown.To),
        "push" => (ChannelKind.WebPush, KillBrowsers.EndpointOf(host, shown.To)),
        _ => (ChannelKind.ZaloCs, shown.To),
    };

    private static int Count(string what, IEnumerable<Delivery> wrong, ILookup<(ChannelKind, string), Shown> phones)
    {
        var all = wrong.ToList();
        all.Take(5).ToList().ForEach(d => Say(what, d, phones));
        return all.Count;
    }

    private static void Say(string what, Delivery d, ILookup<(ChannelKind, string), Shown> phones) => Console.WriteLine(
        $"  {what}: {d.Id} {d.Kind} {d.State} {d.Code} attempts {d.Attempts}, "
        + $"shown {string.Join(", ", phones[(d.Kind, d.To)].Select(s => $"{s.At:HH:mm:ss.fff}"))}, "
        + $"last started {d.StartedAt:HH:mm:ss.fff}, ended {d.EndedAt:HH:mm:ss.fff}");

    private void Row(string what, int count, int? wanted = null)
    {
        good &= wanted is null || count == wanted;
        Console.WriteLine($"{what,-44}{count,9:N0}{(wanted is { } w ? count == w ? "   as it must be" : $"   MUST BE {w:N0}" : "")}");
    }
}
