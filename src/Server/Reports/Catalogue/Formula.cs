using NCalc;
using TungNgo.Web;

namespace TungNgo.Reports.Catalogue;

/// <summary>
/// A formula over other indicators: "[THANH_VIEN] / [TO]". NCalc reads it; which names there are, what their units come to and what a missing
/// value means is ours. Only the four operations, signs and numbers are allowed: a formula computes and does nothing else.
/// </summary>
internal sealed class Formula
{
    public const int Longest = 300;
    private const int Deepest = 40;
    private readonly LogicalExpression root;

    private Formula(LogicalExpression root)
    {
        this.root = root;
        var names = new HashSet<string>(StringComparer.Ordinal);
        Collect(root, names);
        Names = names;
    }

    /// <exception cref="Refusal">It cannot be read, or holds something other than indicators, numbers and + − × ÷.</exception>
    public static Formula Parse(string text)
    {
        // Brackets nest as deep as a text is long: the reader of formulas would use up the stack.
        if (text.Length > Longest || text.Count(c => c is '(' or '-' or '+') > Deepest)
        {
            throw new Refusal(Problems.FormulaUnreadable, text);
        }

        var expression = new Expression(text, ExpressionOptions.DecimalAsDefault);
        if (expression.HasErrors() || expression.LogicalExpression is not { } root || !IsPlain(root))
        {
            throw new Refusal(Problems.FormulaUnreadable, text);
        }

        return new Formula(root);
    }

    /// <summary>Codes of the indicators that it is made of.</summary>
    public IReadOnlySet<string> Names { get; }

    /// <summary>A missing part makes the whole missing, and so does a division by nothing: neither is nought.</summary>
    public decimal? Of(Func<string, decimal?> values) => Of(root, values);

    /// <summary>What the result counts; null is a pure number.</summary>
    /// <param name="unitOf">Unit of an indicator's values.</param>
    /// <exception cref="Refusal">Two different units are added to each other.</exception>
    public string? Unit(Func<string, string?> unitOf) => UnitOf(root, unitOf).Text;

    /// <summary>Numerator and denominator when the formula is one quotient, so that a reader can be shown both.</summary>
    public (decimal? Above, decimal? Below)? Parts(Func<string, decimal?> values) =>
        root is BinaryExpression { Type: BinaryExpressionType.Div } quotient ? (Of(quotient.LeftExpression, values), Of(quotient.RightExpression, values)) : null;

    private static bool IsPlain(LogicalExpression node) => node switch
    {
        BinaryExpression { Type: BinaryExpressionType.Plus or BinaryExpressionType.Minus or BinaryExpressionType.Times or BinaryExpressionType.Div } b
            => IsPlain(b.LeftExpression) && IsPlain(b.RightExpression),
        UnaryExpression { Type: UnaryExpressionType.Negate or UnaryExpressionType.Positive } u => IsPlain(u.Expression),
        ValueExpression { Value: decimal or int or long } => true,
        Identifier => true,
        _ => false,
    };

    private static void Collect(LogicalExpression node, HashSet<string> names)
    {
        switch (node)
        {
            case BinaryExpression b:
                Collect(b.LeftExpression, names);
                Collect(b.RightExpression, names);
                break;
            case UnaryExpression u:
                Collect(u.Expression, names);
                break;
            case Identifier name:
                names.Add(name.Name);
                break;
        }
    }

    private static decimal? Of(LogicalExpression node, Func<string, decimal?> values)
    {
        try
        {
            return node switch
            {
                BinaryExpression { Type: BinaryExpressionType.Plus } b => Of(b.LeftExpression, values) + Of(b.RightExpression, values),
                BinaryExpression { Type: BinaryExpressionType.Minus } b => Of(b.LeftExpression, values) - Of(b.RightExpression, values),
                BinaryExpression { Type: BinaryExpressionType.Times } b => Of(b.LeftExpression, values) * Of(b.RightExpression, values),
                BinaryExpression b => Of(b.RightExpression, values) is { } below and not 0 ? Of(b.LeftExpression, values) / below : null,
                UnaryExpression { Type: UnaryExpressionType.Negate } u => -Of(u.Expression, values),
                UnaryExpression u => Of(u.Expression, values),
                ValueExpression v => Convert.ToDecimal(v.Value, System.Globalization.CultureInfo.InvariantCulture),
                Identifier name => values(name.Name),
                _ => throw new InvalidOperationException("Not part of a formula."),
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static Dimension UnitOf(LogicalExpression node, Func<string, string?> unitOf) => node switch
    {
        BinaryExpression { Type: BinaryExpressionType.Plus or BinaryExpressionType.Minus } b => UnitOf(b.LeftExpression, unitOf).And(UnitOf(b.RightExpression, unitOf)),
        BinaryExpression { Type: BinaryExpressionType.Times } b => UnitOf(b.LeftExpression, unitOf).Times(UnitOf(b.RightExpression, unitOf)),
        BinaryExpression b => UnitOf(b.LeftExpression, unitOf).Over(UnitOf(b.RightExpression, unitOf)),
        UnaryExpression u => UnitOf(u.Expression, unitOf),
        // A share is kept as a quotient; its "%" is only how it is written.
        Identifier name => Dimension.Of(unitOf(name.Name) is { } unit && unit != Indicator.Percent ? unit : null),
        _ => Dimension.Of(null),
    };

    /// <summary>A unit as what stands above and below its line, so that teams over teams come to nothing.</summary>
    private sealed record Dimension(IReadOnlyList<string> Above, IReadOnlyList<string> Below)
    {
        public static Dimension Of(string? unit) => new(unit is null ? [] : [unit], []);

        public string? Text => Above.Count == 0 && Below.Count == 0 ? null
            : string.Join('·', Above.Order(StringComparer.Ordinal)) is { Length: > 0 } above && Below.Count == 0 ? above
            : $"{string.Join('·', Above.Order(StringComparer.Ordinal))}/{string.Join('·', Below.Order(StringComparer.Ordinal))}";

        public Dimension And(Dimension other) => Text == other.Text ? this : throw new Refusal(Problems.FormulaUnits, Text ?? "1", other.Text ?? "1");

        public Dimension Times(Dimension other) => Reduced([.. Above, .. other.Above], [.. Below, .. other.Below]);

        public Dimension Over(Dimension other) => Times(new(other.Below, other.Above));

        private static Dimension Reduced(List<string> above, List<string> below)
        {
            foreach (var unit in above.ToList().Where(below.Remove))
            {
                above.Remove(unit);
            }

            return new(above, below);
        }
    }
}
