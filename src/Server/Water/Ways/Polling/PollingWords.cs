using TungNgo.Web;

namespace TungNgo.Water.Ways.Polling;

internal static class PollingWords
{
    /// <summary>A problem in plain words, with the status that the server gave.</summary>
    public static string Of(Texts texts, PollProblem problem, int? status) =>
        status is null ? texts[$"polling.problem.{problem.Word()}"] : $"{texts[$"polling.problem.{problem.Word()}"]} (HTTP {status})";
}
