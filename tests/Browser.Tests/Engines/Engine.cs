using System.Text.Json;
using System.Text.Json.Nodes;

namespace TungNgo.BrowserTests.Engines;

/// <summary>What the tests need of a browser that Playwright does not drive as it is: go, ask, tap, kill.</summary>
internal abstract class Engine : IAsyncDisposable
{
    /// <summary>Only a bound for what hangs: a build machine may be busy with other things.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    /// <summary>Does the body of an async function in the page, which must not be left meanwhile.</summary>
    /// <returns>What the function returned.</returns>
    public abstract Task<JsonNode?> RunAsync(string body);

    /// <summary>Asks for an address, and may come back before it is there.</summary>
    protected abstract Task NavigateAsync(string address);

    /// <summary>Taps what the expression finds, with a real pointer.</summary>
    protected abstract Task TapFoundAsync(string element);

    /// <summary>Everything that was in memory is gone, as after a reboot, as far as the engine lets a test do that.</summary>
    public abstract Task KillAndReopenAsync();

    public abstract ValueTask DisposeAsync();

    /// <summary>Shows an address, or where that leads, and comes back when it has loaded.</summary>
    public async Task GoAsync(string address)
    {
        await RunAsync("window.isLeft = true;");
        await NavigateAsync(address);
        await UntilAsync("window.isLeft === undefined && document.readyState === 'complete'");
    }

    /// <summary>Waits for an element that shows, by its selector and a part of its words, and taps it once its page has loaded and it stands still.</summary>
    public async Task TapAsync(string selector, string words = "", int nth = 0)
    {
        var element = $"[...document.querySelectorAll({Quoted(selector)})].filter(e => e.textContent.includes({Quoted(words)}))[{nth}]";
        await UntilAsync($"document.readyState === 'complete' && {element}?.getClientRects().length > 0 && !{element}.disabled");
        await RunAsync($"{element}.scrollIntoView({{ block: 'center', behavior: 'instant' }});");
        await UntilAsync(StandsStill(element));
        await TapFoundAsync(element);
    }

    public Task SeeAsync(string words, string selector = "body") =>
        UntilAsync($"document.querySelector({Quoted(selector)})?.innerText.includes({Quoted(words)})");

    /// <summary>Waits until an expression is true in the page, or in the one that comes after it.</summary>
    public async Task UntilAsync(string condition)
    {
        using var bound = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(40));
        try
        {
            while (!await HoldsAsync(condition))
            {
                await pause.WaitForNextTickAsync(bound.Token);
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"{condition} never came to {await RunAsync("return location.href + '\\n' + document.body.innerText;")}");
        }
    }

    /// <summary>As long as a page's own script adds to it, a finger would come down beside what it meant.</summary>
    private static string StandsStill(string element) =>
        $$"""
        await new Promise((done) => {
          const place = () => JSON.stringify({{element}}?.getBoundingClientRect() ?? null);
          const before = place();
          requestAnimationFrame(() => requestAnimationFrame(() => done(before !== 'null' && before === place())));
        })
        """;

    private async Task<bool> HoldsAsync(string condition)
    {
        try
        {
            return (bool)(await RunAsync($"return Boolean({condition});"))!;
        }
        catch (PageLeft)
        {
            return false;
        }
    }

    /// <summary>Itself once it has begun; one that cannot begin leaves nothing running.</summary>
    protected async Task<Engine> BegunAsync(Task beginning)
    {
        try
        {
            await beginning;
            return this;
        }
        catch
        {
            await DisposeAsync();
            throw;
        }
    }

    protected static string Quoted(string text) => JsonSerializer.Serialize(text);

    /// <summary>The page under a question went away with it.</summary>
    internal sealed class PageLeft(string message) : Exception(message);
}
