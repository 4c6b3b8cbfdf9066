using TungNgo.Web;

namespace TungNgo.Exchange.Pages;

/// <summary>Which field of the forms a problem speaks of.</summary>
internal static class ExchangeProblems
{
    public static readonly Dictionary<Problem, string> Fields = new()
    {
        [Problems.KeyName] = "name", [Problems.KeyContact] = "contact", [Problems.KeyPace] = "pace", [Problems.KeyDay] = "until",
        [Problems.SystemName] = "name", [Problems.SystemCode] = "code", [Problems.SystemCodeTaken] = "code", [Problems.SystemAddress] = "address",
        [Problems.SystemSecret] = "secret", [Problems.SystemSecretAgain] = "secret", [Problems.MappingPaste] = "sheet", [Problems.ReportPeriod] = "period",
    };
}
