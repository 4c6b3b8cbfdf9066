namespace TungNgo.Lists;

/// <summary>Whether a row of a list means somebody whom the register knows.</summary>
internal enum Likeness
{
    Different,

    /// <summary>Cannot be told without a person who knows them.</summary>
    Doubtful,
    Same,
}
