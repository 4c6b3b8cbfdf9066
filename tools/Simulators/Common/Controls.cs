using System.Globalization;
using System.Net;
using System.Text;

namespace TungNgo.Simulators.Common;

/// <summary>The handles of the play: clock, faults, ledger. Under /sim for programs, /ledger for people.</summary>
internal static class Controls
{
    public static void MapControls(this WebApplication app)
    {
        var sim = app.MapGroup("/sim");
        sim.MapGet("/clock", (TimeProvider clock, Agenda agenda) => ClockState(clock, agenda));
        sim.MapPost("/clock/advance", (Advance by, TimeProvider clock, Agenda agenda) =>
            MoveAsync(clock, agenda, virtually => virtually.Advance(TimeSpan.FromSeconds(by.Seconds))));
        sim.MapPost("/clock/stop", (TimeProvider clock, Agenda agenda) => MoveAsync(clock, agenda, virtually => virtually.Stop()));
        sim.MapPost("/clock/run", (TimeProvider clock, Agenda agenda) => MoveAsync(clock, agenda, virtually => virtually.Run()));
        // The demo may be shown on another day, also an earlier one.
        sim.MapPut("/clock", (ShowAt show, TimeProvider clock, Agenda agenda) => MoveAsync(clock, agenda, virtually => virtually.Show(show.Now)));
        sim.MapPost("/settle", async (TimeProvider clock, Agenda agenda) =>
        {
            await agenda.SettleAsync();
            return ClockState(clock, agenda);
        });

        sim.MapGet("/faults", (Faults faults) => faults.List().Select(pair => new { pair.Fault, pair.Hits }));
        sim.MapPost("/faults", (Fault fault, Faults faults) => faults.Add(fault));
        sim.MapPost("/faults/seed/{seed:int}", (int seed, Faults faults) => faults.Seed(seed));
        sim.MapDelete("/faults", (Faults faults) => faults.Clear());

        sim.MapGet("/ledger", (PhoneLedger ledger, string? to, string? channel, string? key, long? after, int? limit) =>
            ledger.Find(to, channel, key, after ?? 0).Take(limit ?? 1000));
        sim.MapGet("/ledger/counts", (PhoneLedger ledger) => new
        {
            total = ledger.Count,
            channels = ledger.Counts().ToDictionary(pair => pair.Key, pair => new { pair.Value.Messages, pair.Value.Readers }),
        });
        sim.MapGet("/ledger/duplicates", (PhoneLedger ledger, string? by, string? channel) => ledger.Duplicates(by == "text", channel));
        app.MapGet("/ledger", (PhoneLedger ledger, TimeProvider clock, string? to, string? channel) =>
            Results.Text(Page(ledger, clock, to, channel), "text/html", Encoding.UTF8));
        app.MapGet("/", () => Results.Redirect("/ledger"));
    }

    private static object ClockState(TimeProvider clock, Agenda agenda) =>
        new { now = clock.GetUtcNow(), standing = clock is VirtualClock { Standing: true }, waiting = agenda.Waiting };

    private static async Task<IResult> MoveAsync(TimeProvider clock, Agenda agenda, Action<VirtualClock> move)
    {
        if (clock is not VirtualClock virtually)
        {
            return Results.Conflict("The clock belongs to whoever started the simulators.");
        }

        move(virtually);
        await agenda.SettleAsync();
        return Results.Ok(ClockState(clock, agenda));
    }

    private static string Page(PhoneLedger ledger, TimeProvider clock, string? to, string? channel)
    {
        to = string.IsNullOrWhiteSpace(to) ? null : to.Trim();
        channel = string.IsNullOrWhiteSpace(channel) ? null : channel;
        var page = new StringBuilder("""
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>What the phones showed</title>
            <style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem;color:#1d2733}table{border-collapse:collapse;width:100%}
            th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #d9dee4}td.n{text-align:right;font-variant-numeric:tabular-nums}
            td.t{white-space:pre-wrap;max-width:36rem}form{display:flex;flex-wrap:wrap;gap:.6rem;align-items:end;margin:1rem 0}label{display:grid}input,select,button{font:inherit;padding:.3rem .5rem}
            .sum{width:auto}th.n{text-align:right}.log td:nth-child(-n+3){white-space:nowrap}
            @media(max-width:44rem){.log th{display:none}.log tr{display:block;padding:.5rem 0;border-bottom:1px solid #d9dee4}.log td{display:inline-block;border:0;padding:0 .6rem 0 0}.log td.t{display:block}}
            .bad{color:#a3180f;font-weight:600}.quiet{color:#5a6775}h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:1.6rem}</style>
            <h1>What the phones showed</h1>
            """);
        page.Append(CultureInfo.InvariantCulture, $"<p class=\"quiet\">Virtual time {Local(clock.GetUtcNow())} · {ledger.Count} messages. Simulated providers: nobody was really written to.</p>");
        page.Append("<table class=\"sum\"><tr><th>Channel<th class=\"n\">Messages<th class=\"n\">Phones or groups</tr>");
        foreach (var (name, (messages, readers)) in ledger.Counts().OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td>{WebUtility.HtmlEncode(name)}<td class=\"n\">{messages}<td class=\"n\">{readers}</tr>");
        }

        var twice = ledger.Duplicates(byText: true).Count;
        page.Append(CultureInfo.InvariantCulture, $"</table><p class=\"{(twice > 0 ? "bad" : "quiet")}\">{twice} shown more than once with the same text on the same phone.</p>");
        page.Append("<form><label>Phone, user or group<input name=\"to\" value=\"").Append(WebUtility.HtmlEncode(to)).Append("\"></label><label>Channel<select name=\"channel\"><option value=\"\">all</option>");
        foreach (var name in ledger.Counts().Keys.Order(StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"<option{(name == channel ? " selected" : "")}>{WebUtility.HtmlEncode(name)}</option>");
        }

        page.Append("</select></label><button>Show</button></form><h2>Newest first</h2><table class=\"log\"><tr><th class=\"n\">#<th>When<th>Channel<th>To<th>Text<th>Key</tr>");
        foreach (var entry in ledger.Find(to, channel).TakeLast(100).Reverse())
        {
            page.Append(CultureInfo.InvariantCulture, $"<tr><td class=\"n\">{entry.Seq}<td>{Local(entry.At)}<td>{WebUtility.HtmlEncode(entry.Channel)}<td><a href=\"/ledger?to={Uri.EscapeDataString(entry.To)}\">{WebUtility.HtmlEncode(entry.To)}</a><td class=\"t\">{WebUtility.HtmlEncode(entry.Text)}<td>{WebUtility.HtmlEncode(entry.Key)}</tr>");
        }

        return page.Append("</table></html>").ToString();
    }

    private static string Local(DateTimeOffset at) => at.ToOffset(TimeSpan.FromHours(7)).ToString("dd/MM/yyyy HH:mm:ss", CultureInfo.InvariantCulture);

    private sealed record Advance(double Seconds);

    private sealed record ShowAt(DateTimeOffset Now);
}
