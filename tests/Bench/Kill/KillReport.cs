using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using TungNgo.Contacts;
using TungNgo.Providers;
using TungNgo.Sendings;
using TungNgo.Simulators.Common;

namespace TungNgo.Bench;

/// <summary>Holds the phones against the ledger. The phones are right.</summary>
internal sealed class KillReport(NoticeFill fill, HttpClient http, Uri host, Sending sending)
{
    /// <summary>States by which the ledger says that a phone has the message, or should have it.</summary>
    private static readonly DeliveryState[] SaidSent = [DeliveryState.Sent, DeliveryState.Delivered, DeliveryState.Seen, DeliveryState.NoReceipt];

    /// <summary>States by which it says that nothing went out.</summary>
    private static readonly DeliveryState[] SaidNotSent = [DeliveryState.Waiting, DeliveryState.Queued, DeliveryState.Skipped, DeliveryState.Cancelled, DeliveryState.Expired];

    /// <returns>Whether the proof holds.</returns>
    public async Task<bool> PrintAsync(bool emergency, int kills, int brokeOff)
    {
        var shown = (await http.GetFromJsonAsync<List<Shown>>(new Uri(host, $"/sim/ledger?limit={int.MaxValue}")))!;
        var faults = (await http.GetFromJsonAsync<JsonElement>(new Uri(host, "/sim/faults"))).EnumerateArray().Sum(f => f.GetProperty("hits").GetInt32());
        var recipients = await fill.ReadAsync(db => db.Recipients.AsNoTracking().Where(r => r.SendingId == sending.Id).ToListAsync());
        var deliveries = await fill.ReadAsync(db => db.Deliveries.AsNoTracking().Where(d => d.SendingId == sending.Id).ToListAsync());
        var households = await fill.ReadAsync(db => db.Households.CountAsync());
        var explained = (await fill.ReadAsync(db => db.AuditEntries.Where(a => a.Action == "delivery.send-again").Select(a => a.EntityId).ToListAsync())).ToHashSet();
        var phones = shown.ToLookup(s => (s.Channel == "sms" ? ChannelKind.Sms : ChannelKind.ZaloCs, s.To));
        var ways = deliveries.ToLookup(d => d.RecipientId);

        var saidSent = deliveries.Where(d => SaidSent.Contains(d.State)).ToList();
        var notShown = saidSent.Count(d => !phones[(d.Kind, d.To)].Any());
        var open = recipients.Count(r => r.State == RecipientState.Open);
        var lost = recipients.Count(r => r.State != RecipientState.Open && !ways[r.RecipientId].Any(d => phones[(d.Kind, d.To)].Any()) && !ways[r.RecipientId].Any(d => d.State == DeliveryState.Failed));
        var silent = deliveries.Count(d => SaidNotSent.Contains(d.State) && phones[(d.Kind, d.To)].Any());
        var repeated = deliveries.Where(d => phones[(d.Kind, d.To)].Count() > 1).ToList();
        var unexplained = repeated.Count(d => !explained.Contains(d.Id) || phones[(d.Kind, d.To)].Count() > 2);
        foreach (var delivery in repeated.Where(d => !emergency || !explained.Contains(d.Id)).Take(5))
        {
            Console.WriteLine($"  twice: {delivery.Id} {delivery.Kind} {delivery.State} {delivery.Code} attempts {delivery.Attempts}, shown {string.Join(", ", phones[(delivery.Kind, delivery.To)].Select(s => $"{s.At:HH:mm:ss.fff}"))}, last started {delivery.StartedAt:HH:mm:ss.fff}");
        }

        Row("kills", kills);
        Row("calls broken by the providers", faults);
        Row("rounds of the ledger that broke off", brokeOff);
        Row("households", households);
        Row("recipients planned", recipients.Count, households);
        Row("deliveries, of them ended", deliveries.Count);
        Row("  ended", deliveries.Count(d => d.State >= DeliveryState.Delivered));
        Row("recipients reached", recipients.Count(r => r.State == RecipientState.Reached));
        Row("recipients still open", open);
        Row("phones that showed it", shown.Select(s => s.To).Distinct().Count());
        Row("messages shown", shown.Count);
        Row("sent blindly again, with audit", explained.Count);
        Row("lost: chain ended, nothing shown", lost, 0);
        Row("said sent, not shown", notShown, 0);
        Row("shown, said not sent", silent, 0);
        Row("duplicates", repeated.Count, emergency ? null : 0);
        Row("duplicates without a reason", unexplained, 0);
        var good = kills > 0 && recipients.Count == households && open == 0 && lost == 0 && notShown == 0 && silent == 0 && unexplained == 0 && (emergency || repeated.Count == 0);
        Console.WriteLine(good ? "The proof holds." : "THE PROOF FAILS.");
        return good;
    }

    private static void Row(string what, int count, int? wanted = null) =>
        Console.WriteLine($"{what,-40}{count,9:N0}{(wanted is { } w ? count == w ? "   as it must be" : $"   MUST BE {w:N0}" : "")}");
}
