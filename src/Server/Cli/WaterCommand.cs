using System.CommandLine;

namespace TungNgo.Cli;

/// <summary>The salt in the water, from files: no database is opened.</summary>
internal static class WaterCommand
{
    public static Command Create() => new("water", "Salinity of the rivers and canals.") { WaterVerifyCommand.Create(), WaterReplayCommand.Create() };
}
