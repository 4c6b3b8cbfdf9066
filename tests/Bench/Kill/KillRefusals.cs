using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using TungNgo.Contacts;
using TungNgo.Portal;
using TungNgo.Sendings;
using TungNgo.Simulators.Common;
using TungNgo.Simulators.Zalo;

namespace TungNgo.Bench;

/// <summary>"No more" from a person, by the way they have.</summary>
internal sealed record NoMore(ChannelKind Kind, string To)
{
    /// <summary>When the server said that it has it, on the play's clock; until then it need not hold.</summary>
    public DateTimeOffset? AcceptedAt { get; set; }
}

/// <summary>
/// People refuse while the notice goes out: in Zalo by a word to the account, which reaches the server by its webhook; by the link in an SMS, since
/// nobody can answer a brandname; in a browser by the button of the public page. Half of them do it at the worst moment, while a call to them is
/// out or its outcome unknown; the others before or after they have been shown the notice, as it comes.
/// </summary>
internal sealed partial class KillRefusals(NoticeFill fill, OptOutTokens tokens, HttpClient http, Uri host, Uri front, TimeProvider clock, int wanted)
{
    private static readonly string[] Words = ["STOP", "DUNG", "dừng lại", "Không muốn nhận tin nữa ạ", "ឈប់"];
    private readonly ConcurrentDictionary<(ChannelKind, string), NoMore> all = new();
    private readonly Random random = new(11);

    public IReadOnlyCollection<NoMore> All => [.. all.Values];

    /// <summary>What the front hears of a provider's call that a node took.</summary>
    public void Hear(byte[] body)
    {
        if (body.AsSpan().IndexOf("user_send_text"u8) < 0)
        {
            return;
        }

        var user = JsonElement.Parse(body).GetProperty("sender").GetProperty("id").GetString()!;
        if (all.TryGetValue((ChannelKind.ZaloCs, user), out var refusal))
        {
            refusal.AcceptedAt ??= clock.GetUtcNow();
        }
    }

    /// <param name="share">Of the time of killing that is over, 0–1.</param>
    public async Task RefuseAsync(Sending sending, double share)
    {
        // Whoever is shown an error tries again.
        foreach (var open in all.Values.Where(r => r.AcceptedAt is null && r.Kind != ChannelKind.ZaloCs).ToList())
        {
            await AskAsync(open);
        }

        var due = (int)(wanted * Math.Min(share, 1)) - all.Count;
        if (due <= 0)
        {
            return;
        }

        var rows = await fill.ReadAsync(db => db.Deliveries.Where(d => d.SendingId == sending.Id).Select(d => new { d.Kind, d.To, d.State }).ToListAsync());
        var left = rows.Where(d => !all.ContainsKey((d.Kind, d.To))).ToArray();
        random.Shuffle(left);
        var midway = left.Where(d => d.State is DeliveryState.Leased or DeliveryState.Started or DeliveryState.Unknown).Take((due + 1) / 2);
        foreach (var row in midway.Concat(left).Distinct().Take(due).ToList())
        {
            var refusal = all[(row.Kind, row.To)] = new NoMore(row.Kind, row.To);
            await AskAsync(refusal);
        }
    }

    private async Task AskAsync(NoMore refusal)
    {
        if (refusal.Kind == ChannelKind.ZaloCs)
        {
            var word = new ZaloInbound(refusal.To, "user_send_text", Words[random.Next(Words.Length)]);
            using var said = await http.PostAsJsonAsync(new Uri(host, "/sim/zalo/inbound"), word);
            said.EnsureSuccessStatusCode();
            return;
        }

        using var request = refusal.Kind == ChannelKind.Sms
            ? KillBrowsers.From(refusal.To, new Uri(front, $"/thoi/{await LinkAsync(refusal.To)}"), null)
            : KillBrowsers.From(
                new Uri(refusal.To).Segments[^1], new Uri(front, "/api/portal/push/remove"), JsonContent.Create(new PushUnsubscribe(refusal.To)));
        using var answer = await http.SendAsync(request);
        if (answer.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.NoContent)
        {
            refusal.AcceptedAt = clock.GetUtcNow();
        }
    }

    /// <summary>From the SMS on the phone; who has none yet, or one that cannot be refused, still has an old one, whose link is the same for ever.</summary>
    private async Task<string> LinkAsync(string phone)
    {
        var shown = await http.GetFromJsonAsync<List<Shown>>(new Uri(host, $"/sim/ledger?channel=sms&to={phone}"));
        return shown!.Select(s => StopLink().Match(s.Text)).FirstOrDefault(m => m.Success)?.Groups[1].Value
            ?? await tokens.MakeAsync(OptOutAddress.Phone, phone, CancellationToken.None);
    }

    [GeneratedRegex("/thoi/([A-Za-z0-9_-]{22})")]
    private static partial Regex StopLink();
}
