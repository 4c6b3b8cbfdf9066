using System.Globalization;
using System.Net.Http.Json;
using TungNgo.Portal;
using TungNgo.Simulators.Common;

namespace TungNgo.Bench;

/// <summary>
/// What browsers and the people before them do with notifications: of four, one tells the server that it showed it, one is tapped as well, which
/// takes it off the screen; two cannot tell, for their line or ours is down at that moment, and one of these is wiped away. A browser tells once
/// and does not try again.
/// </summary>
internal sealed class KillBrowsers(HttpClient http, Uri host, Uri front)
{
    private long last;

    public async Task LookAsync()
    {
        var shown = (await http.GetFromJsonAsync<List<Shown>>(new Uri(host, $"/sim/ledger?channel=push&after={last}&limit={int.MaxValue}")))!;
        last = shown.Count == 0 ? last : shown[^1].Seq;
        await Parallel.ForEachAsync(shown, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (one, _) =>
        {
            var answer = (Answer)(one.Seq % 4);
            if (answer is Answer.Tap or Answer.Wipe)
            {
                using var wiped = await http.PostAsync(new Uri(host, $"/sim/push/subscriptions/{one.To}/put-away"), null, CancellationToken.None);
                wiped.EnsureSuccessStatusCode();
            }

            if (answer is Answer.Show or Answer.Tap)
            {
                var word = new PushShown(one.Key!, EndpointOf(host, one.To), answer == Answer.Tap);
                using var request = From(one.To, new Uri(front, "/api/portal/push/shown"), JsonContent.Create(word));
                using var told = await http.SendAsync(request, CancellationToken.None);
            }
        });
    }

    /// <summary>As the simulator makes it.</summary>
    public static string EndpointOf(Uri host, string browser) => new Uri(host, $"/push/{browser}").ToString();

    /// <summary>A request of one person. Each comes from an address of its own, for what one address may write is limited.</summary>
    public static HttpRequestMessage From(string person, Uri to, HttpContent? content)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, to) { Content = content };
        var number = ulong.Parse(person.TrimStart('s'), CultureInfo.InvariantCulture);
        request.Headers.Add("X-Forwarded-For", $"10.{(number >> 16) & 255}.{(number >> 8) & 255}.{number & 255}");
        return request;
    }

    private enum Answer { None, Show, Tap, Wipe }
}
