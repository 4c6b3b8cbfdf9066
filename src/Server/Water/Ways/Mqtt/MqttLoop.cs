using Microsoft.Extensions.Options;
using TungNgo.Data;
using TungNgo.Feed;

namespace TungNgo.Water.Ways.Mqtt;

/// <summary>
/// Listens to the broker. A message is acknowledged when its readings are committed, and not before: what dies in between comes again, and what came before is
/// known. While the database is busy the oldest message waits and the broker holds the others back.
/// </summary>
internal sealed class MqttLoop(
    IServiceScopeFactory scopes, IOptions<MqttOptions> options, ServerOptions server, LoopHealth health, TimeProvider clock, ILogger<MqttLoop> log)
    : Loop(health, clock, log)
{
    /// <summary>Well below the time for which the line is held.</summary>
    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(5);

    /// <summary>A connection that holds for so long was a good one: after it the first pause is the shortest again.</summary>
    private static readonly TimeSpan GoodAfter = TimeSpan.FromMinutes(1);

    private const int MostInTurn = 50;
    private readonly Guid node = Guid.CreateVersion7(clock.GetUtcNow());
    private MqttLink? link;

    /// <summary>Name at the broker while this node holds the line.</summary>
    private string? held;
    private MqttNews news = new();
    private bool told, standsBy;
    private long toldAt, openedAt;
    private int losses;

    protected override bool Runs => server.RunsLedger && options.Value.Host is { Length: > 0 };

    protected override async Task WaitAsync(CancellationToken ct)
    {
        if (link is null)
        {
            await Task.Delay(standsBy ? TellEvery : losses > 0 ? PauseAfter(losses) : TimeSpan.Zero, Clock, ct);
            return;
        }

        using var pause = new CancellationTokenSource(TellEvery, Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(pause.Token, ct);
        try
        {
            await link.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Time to say that this node lives.
        }
    }

    protected override async Task TurnAsync(CancellationToken ct)
    {
        if (link is { IsOpen: false })
        {
            await LoseAsync();
            return;
        }

        if (await HoldAsync(ct) is not { } clientId)
        {
            standsBy = true;
            await CloseAsync(null);
            return;
        }

        standsBy = false;
        if (link is null)
        {
            await OpenAsync(clientId, ct);
        }

        for (var i = 0; i < MostInTurn && link?.Oldest is { } message; i++)
        {
            if (await TakeAsync(message, ct))
            {
                link.Drop();
            }
            else
            {
                await LoseAsync();
            }
        }
    }

    protected override async Task EndAsync()
    {
        await CloseAsync(null);
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MqttLineBook>().ReleaseAsync(node, news, CancellationToken.None);
    }

    private async Task<string?> HoldAsync(CancellationToken ct)
    {
        if (held is not null && told && Clock.GetElapsedTime(toldAt) < TellEvery)
        {
            return held;
        }

        await using var scope = scopes.CreateAsyncScope();
        held = await scope.ServiceProvider.GetRequiredService<MqttLineBook>().HoldAsync(node, news, ct);
        if (held is not null)
        {
            news = new(news.ConnectedAt, news.Problem);
            (told, toldAt) = (true, Clock.GetTimestamp());
        }

        return held;
    }

    private async Task OpenAsync(string clientId, CancellationToken ct)
    {
        try
        {
            link = await MqttLink.OpenAsync(options.Value, clientId, ct);
            openedAt = Clock.GetTimestamp();
            Say(Clock.GetUtcNow().UtcDateTime, null);
            Log.LogInformation("Listening to {Topic} at {Host}", options.Value.Topic, options.Value.Host);
        }
        catch (MqttLinkException error)
        {
            Say(null, error.Problem);
            throw;
        }
    }

    /// <returns>False when it could not be acknowledged.</returns>
    private async Task<bool> TakeAsync(MqttArrived message, CancellationToken ct)
    {
        MqttOutcome outcome;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            outcome = await scope.ServiceProvider.GetRequiredService<MqttIntake>().TakeAsync(message.Body, ct);
        }
        catch (Exception error) when (error is not OperationCanceledException && DatabaseTrouble.Of(error) is null)
        {
            // It would come again for ever, and everything behind it would wait.
            Log.LogError(error, "A message of a station could not be taken");
            outcome = new(MqttRefusal.Failed);
        }

        try
        {
            await message.AcknowledgeAsync(ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            // A client whose connection goes meanwhile throws anything. The message comes again with the next connection, and then it is known.
            Log.LogInformation(error, "A message could not be acknowledged");
            return false;
        }

        news = news.And(outcome, Clock.GetUtcNow().UtcDateTime);
        return true;
    }

    private Task LoseAsync()
    {
        losses = Clock.GetElapsedTime(openedAt) > GoodAfter ? 1 : losses + 1;
        return CloseAsync(MqttProblem.Lost);
    }

    private async Task CloseAsync(MqttProblem? problem)
    {
        if (link is not null)
        {
            await link.DisposeAsync();
            link = null;
            Say(null, problem);
        }
    }

    private void Say(DateTime? connectedAt, MqttProblem? problem)
    {
        news = news with { ConnectedAt = connectedAt, Problem = problem };
        told = false;
    }
}
