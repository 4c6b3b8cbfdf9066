namespace TungNgo.Training.Pages;

/// <summary>A list as its form sends it.</summary>
internal sealed class ListFile
{
    public IFormFile? File { get; set; }
}

/// <summary>What an officer says to a list that waits.</summary>
internal sealed class ListAnswers
{
    public string? File { get; set; }
    public string? Step { get; set; }

    // A form without questions sends none of these, which arrives as null.
    public List<string> Keys { get; set => field = value ?? []; } = [];
    public List<string> Answers { get; set => field = value ?? []; } = [];

    public bool Takes => Step == "take";

    public Dictionary<string, string> ByKey() =>
        Keys.Zip(Answers, (k, a) => (Key: k, Answer: a)).Where(a => a.Answer.Length > 0).GroupBy(a => a.Key).ToDictionary(g => g.Key, g => g.Last().Answer);
}
