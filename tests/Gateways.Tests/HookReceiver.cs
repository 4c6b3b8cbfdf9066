using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TungNgo.GatewayTests;

internal sealed record Hooked(string Method, byte[] Body, IReadOnlyDictionary<string, string> Headers, IReadOnlyList<KeyValuePair<string, string?>> Query);

/// <summary>A server that receives what providers send and answers as told.</summary>
internal sealed class HookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;

    private HookReceiver(WebApplication app) => this.app = app;

    public ConcurrentQueue<Hooked> Received { get; } = new();

    /// <summary>Status for the next calls; 200 when none is left.</summary>
    public ConcurrentQueue<int> Answers { get; } = new();

    /// <summary>While set, calls are held until it ends.</summary>
    public TaskCompletionSource? Hold { get; set; }

    public string Url => app.Urls.Single() + "/hook";

    public static async Task<HookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls", "http://127.0.0.1:0"]);
        builder.Logging.ClearProviders();
        var app = builder.Build();
        var receiver = new HookReceiver(app);
        app.Map("/hook", async (HttpContext http) =>
        {
            using var body = new MemoryStream();
            await http.Request.Body.CopyToAsync(body);
            receiver.Received.Enqueue(new Hooked(
                http.Request.Method,
                body.ToArray(),
                http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
                [.. http.Request.Query.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value.ToString()))]));
            await (receiver.Hold?.Task ?? Task.CompletedTask);
            return Results.StatusCode(receiver.Answers.TryDequeue(out var status) ? status : 200);
        });
        await app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
