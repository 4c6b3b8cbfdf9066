using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TungNgo.Simulators.Common;

namespace TungNgo.Simulators.Push;

/// <summary>A push service (RFC 8030) and the browsers behind it in one: it takes, keeps, replaces, forgets, and the phones open and show.</summary>
internal sealed partial class PushSimulator(TimeProvider clock, PhoneLedger ledger)
{
    private readonly ConcurrentDictionary<string, Browser> browsers = new(StringComparer.Ordinal);
    private long count;
    private int unreadable;
    private int repeated;

    /// <summary>Messages that were accepted but that the browser could not open: the sender sealed them wrongly.</summary>
    public int Unreadable => unreadable;

    /// <summary>Messages that only replaced the same notification on the screen, which nobody notices.</summary>
    public int Repeated => repeated;

    public string Subscribe(string? phone, string serverKey)
    {
        var id = $"s{Interlocked.Increment(ref count)}";
        browsers[id] = new Browser(phone ?? id, serverKey);
        return id;
    }

    public Browser? Find(string id) => browsers.GetValueOrDefault(id);

    public void SetOnline(Browser browser, bool online)
    {
        lock (browser)
        {
            browser.Online = online;
            if (!online)
            {
                return;
            }

            foreach (var held in browser.Waiting.Where(held => held.Until > clock.GetUtcNow()))
            {
                Show(browser, held.MessageId, held.Topic, held.Body);
            }

            browser.Waiting.Clear();
        }
    }

    public async Task<IResult> TakeAsync(string id, HttpRequest request)
    {
        if (Find(id) is not { } browser)
        {
            return Results.StatusCode(404);
        }

        if (browser.Dropped)
        {
            return Results.StatusCode(410);
        }

        if (Vapid.Check(request.Headers.Authorization, Origin(request), browser.ServerKey, clock.GetUtcNow()) is var (status, why))
        {
            return Results.Text(why, statusCode: status);
        }

        if (!long.TryParse(request.Headers["TTL"], out var ttl) || ttl < 0)
        {
            return Results.Text("TTL is required", statusCode: 400);
        }

        var topic = request.Headers["Topic"].FirstOrDefault();
        if (topic is not null && !TopicForm().IsMatch(topic))
        {
            return Results.Text("Topic has at most 32 letters of base64url", statusCode: 400);
        }

        if (request.Headers["Urgency"].FirstOrDefault() is { } urgency && urgency is not ("very-low" or "low" or "normal" or "high"))
        {
            return Results.Text("Urgency is unknown", statusCode: 400);
        }

        if (request.Headers.ContentEncoding != "aes128gcm")
        {
            return Results.Text("Content-Encoding must be aes128gcm", statusCode: 400);
        }

        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, request.HttpContext.RequestAborted);
        return buffer.Length > 4096 ? Results.StatusCode(413) : Keep(browser, topic, ttl, buffer.ToArray());
    }

    private Created Keep(Browser browser, string? topic, long ttl, byte[] body)
    {
        var messageId = $"m{Interlocked.Increment(ref count)}";
        lock (browser)
        {
            if (topic is not null)
            {
                browser.Waiting.RemoveAll(held => held.Topic == topic);
            }

            if (browser.Online)
            {
                Show(browser, messageId, topic, body);
            }
            else if (ttl > 0)
            {
                browser.Waiting.Add(new(messageId, topic, clock.GetUtcNow().AddSeconds(ttl), body));
            }
        }

        return new Created($"/push/messages/{messageId}", ttl);
    }

    private void Show(Browser browser, string messageId, string? topic, byte[] body)
    {
        if (browser.Open(body) is not { } plain)
        {
            Interlocked.Increment(ref unreadable);
            return;
        }

        var (key, text) = Read(plain);
        if (key is not null && browser.Screen.TryGetValue(key, out var shown) && shown == text)
        {
            Interlocked.Increment(ref repeated);
            return;
        }

        if (key is not null)
        {
            browser.Screen[key] = text;
        }

        ledger.Add(clock.GetUtcNow(), "push", browser.Phone, text, key ?? topic, messageId);
    }

    /// <summary>As our service worker reads it; what is not of that form is shown as it came.</summary>
    private static (string? Key, string Text) Read(byte[] plain)
    {
        try
        {
            var payload = JsonElement.Parse(plain);
            return (payload.GetProperty("k").GetString(), payload.GetProperty("t").GetString() ?? "");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return (null, Encoding.UTF8.GetString(plain));
        }
    }

    private static string Origin(HttpRequest request) => $"{request.Scheme}://{request.Host}";

    [GeneratedRegex("^[A-Za-z0-9_-]{1,32}$")]
    private static partial Regex TopicForm();

    private sealed class Created(string location, long ttl) : IResult
    {
        public Task ExecuteAsync(HttpContext http)
        {
            http.Response.StatusCode = 201;
            http.Response.Headers.Location = location;
            http.Response.Headers["TTL"] = ttl.ToString(System.Globalization.CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        }
    }
}
