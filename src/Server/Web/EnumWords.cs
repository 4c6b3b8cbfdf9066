using System.Collections.Concurrent;
using System.Text.Json;

namespace TungNgo.Web;

/// <summary>An enum's value as the word by which the API, text keys and addresses call it: "urbanHamlet".</summary>
internal static class EnumWords
{
    private static readonly ConcurrentDictionary<Enum, string> Known = new();

    public static string Word(this Enum value) => Known.GetOrAdd(value, v => JsonNamingPolicy.CamelCase.ConvertName(v.ToString()));
}
