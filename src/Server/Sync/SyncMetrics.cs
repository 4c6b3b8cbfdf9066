using System.Diagnostics.Metrics;
using TungNgo.Web;

namespace TungNgo.Sync;

/// <summary>What an operator watches of the phones' work; results and error codes only, nobody's names or ids.</summary>
internal static class SyncMetrics
{
    private static readonly Counter<long> Mutations = Telemetry.Meter.CreateCounter<long>("tungngo.sync.mutations", description: "Mutations answered, by result and error code.");
    private static readonly Histogram<int> Groups = Telemetry.Meter.CreateHistogram<int>("tungngo.sync.group", description: "Pushes written in one transaction.");
    private static readonly Histogram<int> Doors = Telemetry.Meter.CreateHistogram<int>("tungngo.sync.pull.households", description: "Households in one pull.");

    public static void Answered(IEnumerable<Applied> answers)
    {
        foreach (var answer in answers)
        {
            Mutations.Add(1, new("result", answer.Result), new("code", answer.Problem?.Code));
        }
    }

    public static void Wrote(int pushes) => Groups.Record(pushes);

    public static void Pulled(int households) => Doors.Record(households);
}
