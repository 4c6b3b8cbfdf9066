using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TungNgo.BrowserTests.Engines;

/// <summary>Debian's Firefox, by WebDriver BiDi, which it speaks itself. Its profile outlives a kill.</summary>
internal sealed partial class Firefox : Engine
{
    private const string Program = "/usr/bin/firefox-esr";

    private static readonly string[] Preferences =
    [
        // A browser that was killed must open as if nothing had been.
        "\"toolkit.startup.max_resumed_crashes\", -1", "\"browser.sessionstore.resume_from_crash\", false", "\"browser.shell.checkDefaultBrowser\", false",
        "\"datareporting.policy.dataSubmissionEnabled\", false", "\"app.update.enabled\", false", "\"intl.accept_languages\", \"vi-VN\"",
        "\"network.captive-portal-service.enabled\", false", "\"network.connectivity-service.enabled\", false", "\"browser.aboutwelcome.enabled\", false",
    ];

    private readonly string profile = Directory.CreateTempSubdirectory("tn_firefox_").FullName;
    private Child? browser;
    private ClientWebSocket socket = new();
    private string context = "";
    private int asked;

    public static async Task<Engine> StartAsync()
    {
        Child.Need(Program);
        var firefox = new Firefox();
        await File.WriteAllLinesAsync(Path.Combine(firefox.profile, "user.js"), Preferences.Select(p => $"user_pref({p});"));
        return await firefox.BegunAsync(firefox.OpenAsync());
    }


    public override async Task<JsonNode?> RunAsync(string body)
    {
        var value = (string?)(await EvaluateAsync($"(async () => JSON.stringify(await (async () => {{ {body} }})() ?? null))()"))["value"];
        return value is null ? null : JsonNode.Parse(value);
    }

    public override async Task KillAndReopenAsync()
    {
        await browser!.KillAsync();
        await CloseAsync();
        await OpenAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(profile, recursive: true);
    }

    protected override async Task NavigateAsync(string address)
    {
        try
        {
            await AskAsync("browsingContext.navigate", new { context, url = address, wait = "none" });
        }
        catch (InvalidOperationException aborted) when (aborted.Message.Contains("NS_BINDING_ABORTED", StringComparison.Ordinal))
        {
            // The page leads on to another one before it is there itself.
        }
    }

    protected override async Task TapFoundAsync(string element)
    {
        var shared = (string)(await EvaluateAsync(element))["sharedId"]!;
        object[] taps =
        [
            new { type = "pointerMove", x = 0, y = 0, origin = new { type = "element", element = new { sharedId = shared } } },
            new { type = "pointerDown", button = 0 }, new { type = "pointerUp", button = 0 },
        ];
        await AskAsync("input.performActions", new { context, actions = new object[] { new { type = "pointer", id = "finger", actions = taps } } });
    }

    private async Task OpenAsync()
    {
        using var bound = new CancellationTokenSource(Patience);
        browser = new Child(Program, ["--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", "0"], Listening());
        socket = new ClientWebSocket();
        await socket.ConnectAsync(new Uri(await browser.SaidAsync(bound.Token) + "/session"), bound.Token);
        await AskAsync("session.new", new { capabilities = new { } });
        context = (string)(await AskAsync("browsingContext.getTree", new { }))["contexts"]![0]!["context"]!;
        await AskAsync("browsingContext.setViewport", new { context, viewport = new { width = 360, height = 740 } });
    }

    private async Task CloseAsync()
    {
        socket.Dispose();
        await (browser?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    private async Task<JsonNode> EvaluateAsync(string expression)
    {
        var answer = await AskAsync("script.evaluate", new { expression, target = new { context }, awaitPromise = true });
        return (string?)answer["type"] == "success" ? answer["result"]! : throw new InvalidOperationException((string?)answer["exceptionDetails"]!["text"]);
    }

    /// <summary>One question and its answer; what the browser tells unasked is passed over.</summary>
    private async Task<JsonNode> AskAsync(string method, object parameters)
    {
        using var bound = new CancellationTokenSource(Patience);
        var id = ++asked;
        await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters }), WebSocketMessageType.Text, true, bound.Token);
        while (true)
        {
            var message = JsonNode.Parse(await HearAsync(bound.Token))!;
            if ((int?)message["id"] == id)
            {
                return message["result"] ?? throw Failed(method, (string?)message["error"], (string?)message["message"]);
            }
        }
    }

    private static Exception Failed(string method, string? error, string? message) =>
        method == "script.evaluate" ? new PageLeft($"{error}: {message}") : new InvalidOperationException($"{method}: {error}: {message}");

    private async Task<byte[]> HearAsync(CancellationToken ct)
    {
        using var whole = new MemoryStream();
        var piece = new byte[16 * 1024];
        WebSocketReceiveResult got;
        do
        {
            got = await socket.ReceiveAsync(piece, ct);
            whole.Write(piece, 0, got.Count);
        }
        while (!got.EndOfMessage);
        return whole.ToArray();
    }

    [GeneratedRegex(@"WebDriver BiDi listening on (ws://\S+)")]
    private static partial Regex Listening();
}
