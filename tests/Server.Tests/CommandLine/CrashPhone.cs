using System.Collections.Concurrent;
using TungNgo.Services;
using TungNgo.Sync;
using TungNgo.Visits;

namespace TungNgo.Tests.CommandLine;

/// <summary>A phone that sends one batch after the other, and each one again, with the same ids, until it is answered.</summary>
internal sealed class CrashPhone(Village village, ServerGate gate, Uri address, string token, int number)
{
    private static readonly string[] Services = ["vneid2", "skill-payment"];
    private readonly Random random = new(number);
    private readonly List<(Guid Household, Guid? Person)> doors = [.. village.Households.Select((h, i) => (h.Id, (Guid?)village.People[i].Id))];
    private volatile bool finishing;
    private int sent;

    public List<Mutation> Acknowledged { get; } = [];
    public ConcurrentQueue<PushResult> Refused { get; } = [];

    /// <summary>Batches that were sent again because no answer came.</summary>
    public int Repeated { get; private set; }

    /// <summary>Items that had been kept although the phone had not heard of it.</summary>
    public int AlreadyApplied { get; private set; }

    /// <summary>The batch that is on its way is the last one.</summary>
    public void Finish() => finishing = true;

    public async Task SendAsync()
    {
        using var http = new HttpClient { BaseAddress = address };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        while (!finishing)
        {
            var batch = Batch();
            foreach (var result in await SendAsync(http, batch))
            {
                if (result.Result is "applied" or "alreadyApplied" or "superseded")
                {
                    Acknowledged.Add(batch.Single(m => m.Id == result.Id));
                    AlreadyApplied += result.Result == "alreadyApplied" ? 1 : 0;
                }
                else
                {
                    Refused.Enqueue(result);
                }
            }
        }
    }

    private async Task<PushResult[]> SendAsync(HttpClient http, Mutation[] batch)
    {
        while (true)
        {
            await gate.Opened;
            try
            {
                var results = await http.PushAsync(batch);
                gate.Answered();
                return results;
            }
            catch (HttpRequestException)
            {
                Repeated++;
                await gate.ClosedAsync();
            }
        }
    }

    /// <summary>Mostly visits; now and then a new household with its first visit, or an edit.</summary>
    private Mutation[] Batch() => random.Next(10) switch
    {
        0 => AddAndVisit(),
        1 => [Edit(), Visit(random.Next(doors.Count))],
        _ => [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Visit(random.Next(doors.Count)))],
    };

    private Mutation[] AddAndVisit()
    {
        var id = Guid.CreateVersion7();
        doors.Add((id, null));
        return [Mutate("household.add") with { Household = new PushHousehold(id, village.HamletId, Head: $"Hộ {number} {sent}") }, Visit(doors.Count - 1)];
    }

    private Mutation Edit()
    {
        var (door, _) = doors[random.Next(doors.Count)];
        return Mutate("household.edit") with { Household = new PushHousehold(door, Landmark: $"mốc {number} {++sent}", Fields: ["landmark"]) };
    }

    private Mutation Visit(int door)
    {
        var (household, person) = doors[door];
        return Mutate("visit") with
        {
            Visit = new PushVisit(household, Outcome.Met, "km",
                [.. Services.Take(person is null ? 0 : 1).Select(s => new PushActivity(village.ServiceIds[s], (Stage)random.Next(1, 5), person)), new PushActivity(village.ServiceIds[Services[1]], (Stage)random.Next(1, 5))],
                Note: $"lần {number} {++sent}"),
        };
    }

    private Mutation Mutate(string kind) => new(Guid.CreateVersion7(), kind, number % 2 == 0 ? village.MemberId : village.LeaderId, TimeProvider.System.GetUtcNow().UtcDateTime);
}

/// <summary>Where phones wait while there is no server, and the killer until enough was answered.</summary>
internal sealed class ServerGate
{
    private readonly Lock gate = new();
    private TaskCompletionSource opened = Make(), closed = Make(), enough = Make();
    private int wanted;

    public Task Opened
    {
        get
        {
            lock (gate)
            {
                return opened.Task;
            }
        }
    }

    public Task Enough => enough.Task;

    /// <param name="answers">After so many <see cref="Enough"/> is done.</param>
    public void Open(int answers)
    {
        lock (gate)
        {
            (enough, closed, wanted) = (Make(), Make(), answers);
            opened.SetResult();
        }
    }

    public void Close()
    {
        lock (gate)
        {
            opened = Make();
            closed.SetResult();
        }
    }

    /// <summary>Comes back when the server that a phone has lost is known to be dead.</summary>
    public Task ClosedAsync()
    {
        lock (gate)
        {
            return opened.Task.IsCompleted ? closed.Task : Task.CompletedTask;
        }
    }

    public void Answered()
    {
        lock (gate)
        {
            if (--wanted == 0)
            {
                enough.TrySetResult();
            }
        }
    }

    private static TaskCompletionSource Make() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
