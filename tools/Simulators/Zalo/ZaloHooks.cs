using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TungNgo.Simulators.Common;

namespace TungNgo.Simulators.Zalo;

/// <summary>How events reach the server under test, and how well.</summary>
internal sealed record ZaloHookSettings
{
    /// <summary>Null sends none.</summary>
    public string? Url { get; init; }

    /// <summary>The first term of the signature is the OA id instead of the app id.</summary>
    public bool OaIdFirst { get; init; }

    /// <summary>Signed with the app's secret instead of the OA secret key.</summary>
    public bool AppSecret { get; init; }

    public bool MacPrefix { get; init; } = true;

    /// <summary>Also sends the timestamp as X-ZEvent-Timestamp, and signs with that.</summary>
    public bool TimestampHeader { get; init; }

    public double DeliveredProbability { get; init; } = 1;

    public double DeliveredAfterSeconds { get; init; } = 1;

    public double SeenProbability { get; init; }

    public double SeenAfterSeconds { get; init; } = 60;

    /// <summary>Zalo sends an event twice now and then.</summary>
    public double DuplicateProbability { get; init; }

    /// <summary>Held back by up to <see cref="ReorderWithinSeconds"/>, so that later ones overtake it.</summary>
    public double ReorderProbability { get; init; }

    public double ReorderWithinSeconds { get; init; } = 30;

    /// <summary>Real seconds: the server that must answer in time is a real one.</summary>
    public double AnswerWithinSeconds { get; init; } = 2;

    public int Seed { get; init; } = 1;
}

/// <summary>Sends webhooks: signed, at most five times again after 30 s, 5 min, 15 min, 30 min and 1 h when not answered with 200 within 2 s.</summary>
internal sealed class ZaloHooks(Agenda agenda, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan[] Ladder =
        [TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)];

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly Lock gate = new();
    private Random random = new(1);
    private ZaloHookSettings settings = new();
    private int sent;
    private int givenUp;

    public ZaloHookSettings Settings
    {
        get => settings;
        set
        {
            lock (gate)
            {
                settings = value;
                random = new Random(value.Seed);
            }
        }
    }

    /// <summary>Answered with 200, and given up after the whole ladder.</summary>
    public (int Sent, int GivenUp) Counts => (Volatile.Read(ref sent), Volatile.Read(ref givenUp));

    public bool Chance(double probability)
    {
        lock (gate)
        {
            return probability >= 1 || (probability > 0 && random.NextDouble() < probability);
        }
    }

    /// <param name="oa">Whose event it is; its keys sign.</param>
    /// <param name="due">When it happens; the timestamp says so, however late it arrives.</param>
    /// <param name="body">Gets app_id and timestamp; the rest is the event's.</param>
    /// <param name="zbs">Marked as Zalo marks template events.</param>
    public void Send(ZaloOa oa, DateTimeOffset due, Dictionary<string, object?> body, bool zbs = false)
    {
        if (settings.Url is null)
        {
            return;
        }

        body["app_id"] = oa.AppId;
        body["timestamp"] = ZaloWire.Milliseconds(due);
        var raw = JsonSerializer.SerializeToUtf8Bytes(body, ZaloWire.Json);
        var held = Chance(settings.ReorderProbability) ? settings.ReorderWithinSeconds * Fraction() : 0;
        agenda.At(due.AddSeconds(held), planned => AttemptAsync(oa, raw, (string)body["timestamp"]!, zbs, planned, 0));
        if (Chance(settings.DuplicateProbability))
        {
            agenda.At(due.AddSeconds(held + (settings.ReorderWithinSeconds * Fraction())), planned => AttemptAsync(oa, raw, (string)body["timestamp"]!, zbs, planned, 0));
        }
    }

    public void Dispose() => http.Dispose();

    public static string Sign(ZaloOa oa, byte[] raw, string timestamp, ZaloHookSettings how)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(how.OaIdFirst ? oa.OaId : oa.AppId));
        hash.AppendData(raw);
        hash.AppendData(Encoding.UTF8.GetBytes(timestamp));
        hash.AppendData(Encoding.UTF8.GetBytes(how.AppSecret ? oa.AppSecret : oa.OaSecretKey));
        return (how.MacPrefix ? "mac=" : "") + Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private double Fraction()
    {
        lock (gate)
        {
            return random.NextDouble();
        }
    }

    private async Task AttemptAsync(ZaloOa oa, byte[] raw, string timestamp, bool zbs, DateTimeOffset planned, int repetition)
    {
        var how = settings;
        if (how.Url is null)
        {
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, how.Url) { Content = new ByteArrayContent(raw) };
        request.Content.Headers.ContentType = new("application/json");
        if (how.TimestampHeader)
        {
            timestamp = ZaloWire.Milliseconds(clock.GetUtcNow());
            request.Headers.Add("X-ZEvent-Timestamp", timestamp);
        }

        request.Headers.Add("X-ZEvent-Signature", Sign(oa, raw, timestamp, how));
        if (zbs)
        {
            request.Headers.Add("X-ZEvent-Server", "ZNS");
        }

        if (repetition > 0)
        {
            request.Headers.Add("num_retry", repetition.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(how.AnswerWithinSeconds));
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (response.StatusCode == System.Net.HttpStatusCode.OK)
            {
                Interlocked.Increment(ref sent);
                return;
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            // Counts as no answer.
        }

        if (repetition == Ladder.Length)
        {
            Interlocked.Increment(ref givenUp);
            return;
        }

        agenda.At(planned + Ladder[repetition], again => AttemptAsync(oa, raw, timestamp, zbs, again, repetition + 1));
    }
}
