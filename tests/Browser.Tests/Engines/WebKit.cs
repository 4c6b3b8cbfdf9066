using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace TungNgo.BrowserTests.Engines;

/// <summary>
/// WebKitGTK, Safari's engine, by the W3C WebDriver of Debian's webkit2gtk-driver on a display that nobody sees. Its browser keeps nothing after an
/// automated session, so what is killed is the page with its memory: the tab closes and another one opens.
/// </summary>
internal sealed partial class WebKit : Engine
{
    private const string Driver = "/usr/bin/WebKitWebDriver";
    private const string Display = "/usr/bin/Xvfb";

    private readonly HttpClient client;
    private readonly Child display, driver;
    private string session = "";

    private WebKit(Child display, Child driver, int port)
    {
        (this.display, this.driver) = (display, driver);
        client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = Patience };
    }

    public static async Task<Engine> StartAsync()
    {
        Child.Need(Driver);
        Child.Need(Display);
        // /usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser
        var browser = Directory.GetDirectories("/usr/lib").SelectMany(machine => Directory.GetDirectories(machine, "webkit*gtk-*")).Select(folder => Path.Combine(folder, "MiniBrowser")).FirstOrDefault(File.Exists);
        Assert.SkipWhen(browser is null, "MiniBrowser of WebKitGTK is not installed");
        using var bound = new CancellationTokenSource(Patience);
        var display = new Child(Display, ["-displayfd", "1", "-screen", "0", "800x900x24", "-nolisten", "tcp"], Number());
        var number = await display.SaidAsync(bound.Token);
        var port = FreePort();
        var webkit = new WebKit(display, new Child(Driver, [$"--port={port}"], display: $":{number}"), port);
        return await webkit.BegunAsync(webkit.BeginAsync(browser!, bound.Token));
    }

    public override async Task<JsonNode?> RunAsync(string body)
    {
        var script = $"const done = arguments[0]; (async () => {{ {body} }})().then(value => done({{ value }}), error => done({{ error: String(error) }}));";
        var answer = await AskAsync(HttpMethod.Post, "/execute/async", Script(script));
        return answer?["error"] is { } error ? throw new InvalidOperationException((string?)error) : answer?["value"];
    }

    public override async Task KillAndReopenAsync()
    {
        var fresh = await AskAsync(HttpMethod.Post, "/window/new", new JsonObject { ["type"] = "tab" });
        await AskAsync(HttpMethod.Delete, "/window");
        await AskAsync(HttpMethod.Post, "/window", new JsonObject { ["handle"] = (string?)fresh!["handle"] });
    }

    public override async ValueTask DisposeAsync()
    {
        client.Dispose();
        await driver.DisposeAsync();
        await display.DisposeAsync();
    }

    protected override Task NavigateAsync(string address) => AskAsync(HttpMethod.Post, "/url", new JsonObject { ["url"] = address });

    protected override async Task TapFoundAsync(string element)
    {
        var found = await AskAsync(HttpMethod.Post, "/execute/sync", Script($"return {element};"));
        await AskAsync(HttpMethod.Post, $"/element/{found!.AsObject().Single().Value}/click", new JsonObject());
    }

    private static JsonObject Script(string script) => new() { ["script"] = script, ["args"] = new JsonArray() };

    private async Task BeginAsync(string browser, CancellationToken ct)
    {
        var wanted = new JsonObject
        {
            ["webkitgtk:browserOptions"] = new JsonObject { ["binary"] = browser, ["args"] = new JsonArray("--automation") },
            ["timeouts"] = new JsonObject { ["script"] = (int)Patience.TotalMilliseconds },
        };
        // The driver says nothing when it is ready: it is asked until it answers.
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            try
            {
                var begun = await AskAsync(HttpMethod.Post, "/session", new JsonObject { ["capabilities"] = new JsonObject { ["alwaysMatch"] = wanted.DeepClone() } });
                session = $"/session/{begun!["sessionId"]}";
                return;
            }
            catch (HttpRequestException)
            {
                await pause.WaitForNextTickAsync(ct);
            }
        }
    }

    private async Task<JsonNode?> AskAsync(HttpMethod method, string path, JsonObject? body = null)
    {
        using var request = new HttpRequestMessage(method, path == "/session" ? path : session + path) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await client.SendAsync(request);
        var value = (await answer.Content.ReadFromJsonAsync<JsonNode>())?["value"];
        return value is JsonObject said && said["error"] is { } error && said["stacktrace"] is not null
            ? throw Failed(path, (string?)error, (string?)said["message"])
            : value;
    }

    private static Exception Failed(string path, string? error, string? message) =>
        path.StartsWith("/execute", StringComparison.Ordinal) ? new PageLeft($"{error}: {message}") : new InvalidOperationException($"{path}: {error}: {message}");

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex(@"^(\d+)$")]
    private static partial Regex Number();
}
